import type { Command } from './command.ts';
import { completion } from './commands/completion.ts';
import { exportSamples } from './commands/export.ts';
import { keysCreate } from './commands/keys-create.ts';
import { keysList } from './commands/keys-list.ts';
import { keysRevoke } from './commands/keys-revoke.ts';
import { keysRotate } from './commands/keys-rotate.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { machinesList } from './commands/machines-list.ts';
import { machinesRegister } from './commands/machines-register.ts';
import { machinesShow } from './commands/machines-show.ts';
import { ping } from './commands/ping.ts';
import { reportDelete } from './commands/report-delete.ts';
import { reportDownload } from './commands/report-download.ts';
import { reportList } from './commands/report-list.ts';
import { reportRequest } from './commands/report-request.ts';
import { status } from './commands/status.ts';
import { upload } from './commands/upload.ts';

/** Everything pcctl can do, as help lists it. */
export const COMMANDS: readonly Command[] = [
  ping,
  login,
  logout,
  machinesList,
  machinesRegister,
  machinesShow,
  status,
  upload,
  exportSamples,
  reportRequest,
  reportList,
  reportDownload,
  reportDelete,
  keysList,
  keysCreate,
  keysRotate,
  keysRevoke,
  completion,
];

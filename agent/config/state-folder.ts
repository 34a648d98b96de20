import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where pcc keeps what must outlive it: /var/lib/perfanalysis-agent as root, else ~/.local/state/perfanalysis. */
export function stateFolder(): string {
  return process.getuid?.() === 0
    ? '/var/lib/perfanalysis-agent'
    : join(homedir(), '.local', 'state', 'perfanalysis');
}

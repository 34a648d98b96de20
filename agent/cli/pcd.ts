#!/usr/bin/env node
import { RECEIVER_HELP, readReceiverSettings } from '../config/receiver-settings.ts';
import { SettingsError } from '../config/settings-error.ts';
import { createLog, type Log } from '../log.ts';
import { type KeyRing, openKeyRing } from '../receive/key-ring.ts';
import { lockFolder } from '../receive/lock-folder.ts';
import { openMemoryBudget } from '../receive/memory-budget.ts';
import { openStore } from '../receive/open-store.ts';
import { serve } from '../receive/serve.ts';
import { stopSignal } from './stop-signal.ts';
import { VERSION } from './version.ts';

const BAD_USAGE = 2;
const GRACE_MS = 10_000;
/** Some dozens of the largest bodies, or all machines of a large site at once. */
const BUDGET_CHARACTERS = 256 * 1024 * 1024;

async function main(): Promise<void> {
  const settings = readReceiverSettings(process.argv.slice(2));
  if (settings.help) return void process.stdout.write(RECEIVER_HELP);
  if (settings.version) return void process.stdout.write(`pcd ${VERSION}\n`);

  const log = createLog(settings.loglevel, (line) => process.stderr.write(line));
  const signal = stopSignal();
  const ring = openKeys(settings.keysFile, log);
  const store = openStore(settings.dataFolder, log);
  await lockFolder(settings.dataFolder);
  process.on('SIGHUP', ring.reload);
  const budget = openMemoryBudget(BUDGET_CHARACTERS);
  const onUnknownError = (error: unknown, requestId: string): void =>
    log.error('request failed', { reason: String(error), request_id: requestId });
  const server = await serve(settings, { ring, store, budget, onUnknownError }, log);
  log.info('listening', { host: settings.host || '*', port: server.port, data: settings.dataFolder });

  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  log.info('stopping');
  await server.close(GRACE_MS);
  await store.close();
  ring.close();
  log.info('stopped');
}

/** Keys that cannot be used are a mistake of who started this, like a wrong setting. */
function openKeys(path: string, log: Log): KeyRing {
  try {
    return openKeyRing(path, log);
  } catch (error) {
    throw new SettingsError(`PCD_APIKEYS_FILE: ${error instanceof Error ? error.message : String(error)}`);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`pcd: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof SettingsError ? BAD_USAGE : 1);
  },
);

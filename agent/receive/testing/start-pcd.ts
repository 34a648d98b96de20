import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, startNode } from '../../cli/testing/start-node.ts';

const PCD = join(import.meta.dirname, '../../cli/pcd.ts');

export interface RunningPcd {
  run: Run;
  port: number;
}

/** Starts pcd with its keys and data below `folder`; resolves when it listens. `port` 0 takes a free one. */
export async function startPcd(folder: string, port = 0): Promise<RunningPcd> {
  const keys = join(folder, 'keys');
  if (!existsSync(keys)) writeFileSync(keys, 'key-of-server01 server01\nkey-of-any\n', { mode: 0o600 });
  const run = startNode(folder, [PCD, '--data', join(folder, 'data')], {
    LISTENADDRESS: `127.0.0.1:${port}`,
    PCD_APIKEYS_FILE: keys,
    PCD_LOGLEVEL: 'debug',
  });
  const failed = run.done.then(({ stderr }): never => {
    throw new Error(`pcd ended: ${stderr}`);
  });
  failed.catch(() => undefined);
  const { port: bound } = await Promise.race([run.logged('listening'), failed]);
  return { run, port: Number(bound) };
}

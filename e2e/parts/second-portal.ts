import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './call.ts';
import { place } from './place.ts';

/** The Node that the project brings along. */
export const NODE = 'node_modules/.bin/node';

/** A second portal on the same database, which may die as it likes. */
export function startSecondPortal(port: number, env: Record<string, string> = {}): ChildProcess {
  return spawn(NODE, ['scripts/portal.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl(),
      DATA_DIR: place().dataDir,
      PORT: String(port),
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The URL that `npm run up` gave its parts, read from the running portal's environment. */
export function databaseUrl(): string {
  const pid = readFileSync(join(place().dataDir, 'up.pid'), 'utf8').trim();
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const child of children) {
    const url = /(?:^|\0)DATABASE_URL=([^\0]+)/.exec(readFileSync(`/proc/${child}/environ`, 'utf8'))?.[1];
    if (url) return url;
  }
  throw new Error('no part of npm run up has a DATABASE_URL');
}

/** Whether a portal is up on this port. */
export const answers = async (port: number): Promise<boolean> =>
  call(`http://127.0.0.1:${port}/api/health`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** Waits until a portal answers on this port; as often as it takes little to ask. */
export async function untilUp(port: number): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await answers(port))) {
    if (Date.now() > end) throw new Error(`no portal answers on port ${port} after a minute`);
    await sleep(100);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { OIDC_CLIENT } from '../server/testing/identity-server.ts';
import { keepPlaces, type Place } from './parts/place.ts';

/** Starts a portal for each worker, and afterwards sees that nothing is left. */
export default async function startPortals({ workers }: FullConfig): Promise<() => Promise<void>> {
  const started: Started[] = [];
  const stop = async () => {
    for (const error of await Promise.all(started.map(stopPortal))) if (error) throw error;
  };
  try {
    // The first one builds, where that is to be done.
    started.push(await startPortal());
    started.push(...(await Promise.all(Array.from({ length: workers - 1 }, startPortal))));
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  keepPlaces(started.map(({ place }) => place));
  return stop;
}

interface Started {
  up: ChildProcess;
  place: Place;
}

/** Starts everything as a newcomer does, on a fresh data folder. */
async function startPortal(): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perfanalysis e2e-'));
  // As root, PostgreSQL's own account has to pass through.
  chmodSync(dataDir, 0o711);
  const [port, oidcPort] = [await pickFreePort(), await pickFreePort()];
  const up = spawn('node_modules/.bin/node', ['scripts/up.ts'], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'info',
      AUTH_OIDC_ISSUER: `http://localhost:${oidcPort}`,
      AUTH_OIDC_CLIENT_ID: OIDC_CLIENT.id,
      AUTH_OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
      AUTH_OIDC_NAME: 'Example ID',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    up.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      process.stdout.write(chunk);
      if (printed.includes('Ctrl-C stops everything')) resolve();
    });
    up.once('exit', (code) => reject(new Error(`npm run up ended with ${code}`)));
  });
  return { up, place: { dataDir, port, oidcPort } };
}

/** Stops one as Ctrl-C does. @returns what was wrong with that */
async function stopPortal({ up, place: { dataDir } }: Started): Promise<Error | null> {
  const ended = once(up, 'exit');
  up.kill('SIGTERM');
  const [code] = await ended;
  const left = processesOf(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  if (code !== 0) return new Error(`npm run up ended with ${code} after SIGTERM`);
  return left.length > 0 ? new Error(`Processes are left behind: ${left.join('; ')}`) : null;
}

/** Command lines of the processes that were started for `dataDir`. */
function processesOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const ours = `${command}\n${readFileSync(`/proc/${pid}/environ`, 'utf8')}`.includes(dataDir);
        return ours && !command.includes('playwright') ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

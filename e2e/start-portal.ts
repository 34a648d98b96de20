import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pickFreePort } from '../server/db/embedded/pick-free-port.ts';
import { OIDC_CLIENT } from '../server/testing/identity-server.ts';

/** Starts everything as a newcomer does, on a fresh data folder, and afterwards sees that nothing is left. */
export default async function startPortal(): Promise<() => Promise<void>> {
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
      // Nothing is there until oidc.spec.ts starts it.
      AUTH_OIDC_ISSUER: `http://localhost:${oidcPort}`,
      AUTH_OIDC_CLIENT_ID: OIDC_CLIENT.id,
      AUTH_OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
      AUTH_OIDC_NAME: 'Example ID',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const ready = new Promise<void>((resolve, reject) => {
    up.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      process.stdout.write(chunk);
      if (printed.includes('Ctrl-C stops everything')) resolve();
    });
    up.once('exit', (code) => reject(new Error(`npm run up ended with ${code}`)));
  });
  await ready;
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_PORT = String(port);
  process.env.E2E_OIDC_PORT = String(oidcPort);
  return async () => {
    const ended = once(up, 'exit');
    up.kill('SIGTERM');
    const [code] = await ended;
    const left = processesOf(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`npm run up ended with ${code} after SIGTERM`);
    if (left.length > 0) throw new Error(`Processes are left behind: ${left.join('; ')}`);
  };
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

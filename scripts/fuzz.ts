// npm run fuzz: mutated requests against a portal of its own, which is gone afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { pickFreePort } from '#server/db/embedded/pick-free-port.ts';
import type { Demo } from '#server/demo/ensure-demo.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

const options = new Command('npm run fuzz --')
  .description('Sends mutated requests to every endpoint that takes something in. Status 1 after a fault.')
  .option('--requests <n>', 'how many', Number, 100_000)
  .option('--seconds <n>', 'at most so long', Number, Number.POSITIVE_INFINITY)
  .option('--seed <n>', 'the same seed sends the same', Number, 1)
  .parse()
  .opts<{ requests: number; seconds: number; seed: number }>();

const dataDir = mkdtempSync(join(tmpdir(), 'perfanalysis-fuzz-'));
// As root, PostgreSQL's own account has to pass through.
chmodSync(dataDir, 0o711);
const port = await pickFreePort();
const unlimited = {
  RATE_READS_PER_MINUTE: '0',
  RATE_WRITES_PER_MINUTE: '0',
  RATE_DELIVERIES_PER_MINUTE: '0',
};
const up = spawn(process.execPath, ['scripts/up.ts'], {
  env: { ...process.env, ...unlimited, DATA_DIR: dataDir, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let printed = '';
await new Promise<void>((resolve, reject) => {
  up.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
    if (printed.includes('Ctrl-C stops everything')) resolve();
  });
  up.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${printed.slice(-2000)}`)));
});
const demo: Demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
const { sent, byStatus, faults, repeated, stored } = await runFuzz({
  ...options,
  host: new URL(demo.tenant).host,
  port,
  apiKey: demo.apiKey,
});
// npm run up says so when it has to start a part anew.
const restarted = /ended with|starting again|restart/i.test(
  printed.split('Ctrl-C stops everything')[1] ?? '',
);
const ended = once(up, 'exit');
up.kill('SIGTERM');
await ended;
rmSync(dataDir, { recursive: true, force: true });

console.log(`${sent} requests (seed ${options.seed})`, byStatus);
console.log(
  `${repeated} refused requests sent once more; changed by them: ${stored.join(', ') || 'nothing'}`,
);
for (const { status, answer, request } of faults)
  console.error(`${status} ${answer}\n`, {
    ...request,
    body: request.body.toString('base64').slice(0, 2000),
  });
if (restarted) console.error('The portal was started anew meanwhile.');
process.exitCode = faults.length > 0 || stored.length > 0 || restarted ? 1 : 0;

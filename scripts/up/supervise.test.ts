import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Supervisor, supervise } from './supervise.ts';
import { waitUntil } from './wait-until.ts';

let dir = '';
let said: string[] = [];
let supervisor: Supervisor;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'supervise-'));
  said = [];
  supervisor = supervise({
    logDir: join(dir, 'logs'),
    say: (line) => said.push(line),
    graceMs: 300,
    firstWaitMs: 50,
  });
});
afterEach(async () => {
  await supervisor.stopAll();
  rmSync(dir, { recursive: true, force: true });
});

function program(name: string, source: string) {
  const script = join(dir, `${name}.mjs`);
  writeFileSync(script, source);
  return { name, script, cwd: dir, env: process.env };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const POLITE = `
  import { appendFileSync } from 'node:fs';
  process.on('SIGTERM', () => { appendFileSync('order', NAME); process.exit(0); });
  console.log('running'); setInterval(() => {}, 1000);`;

const log = (name: string) => readFileSync(join(dir, 'logs', `${name}.log`), 'utf8');
const running = (name: string) => waitUntil(`${name} did not run`, () => log(name).includes('running'));

test('logs, and stops in reverse order', async () => {
  for (const name of ['first', 'second']) {
    const { logFile } = await supervisor.start(program(name, POLITE.replace('NAME', `'${name} '`)));
    expect(statSync(logFile).mode & 0o777).toBe(0o600);
    await running(name);
  }
  await Promise.all([supervisor.stopAll(), supervisor.stopAll()]);
  expect(readFileSync(join(dir, 'order'), 'utf8')).toBe('second first ');
  expect(said).toEqual([]);
  await expect(supervisor.start(program('late', POLITE))).rejects.toThrow(/being stopped/);
}, 30_000);

test('starts again what ends, and says so', async () => {
  const child = await supervisor.start(program('brittle', 'process.exit(7)'));
  await waitUntil('no second restart', () => child.restarts >= 2);
  expect(said[0]).toBe(
    `brittle ended unexpectedly (exit code 7) and starts again in 0.05 s; see ${child.logFile}`,
  );
  expect(said[1]).toContain('in 0.1 s');
  await supervisor.stopAll();
}, 30_000);

const STUBBORN = `
  import { spawn } from 'node:child_process';
  process.on('SIGTERM', () => {});
  const grandchild = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
  console.log('running', grandchild.pid); setInterval(() => {}, 1000);`;

test('kills the whole group of one that ignores SIGTERM', async () => {
  const child = await supervisor.start(program('stubborn', STUBBORN));
  await running('stubborn');
  const grandchild = Number(/running (\d+)/.exec(log('stubborn'))?.[1]);
  expect(isAlive(grandchild)).toBe(true);
  const pid = child.pid!;
  await supervisor.stopAll();
  expect(isAlive(pid)).toBe(false);
  await waitUntil('the grandchild did not end', () => !isAlive(grandchild));
}, 30_000);

test('a supervisor that is killed leaves nothing behind', async () => {
  const polite = program('polite', POLITE.replace('NAME', "'polite '"));
  const plain = program('plain', "console.log('running'); setInterval(() => {}, 1000);");
  const parent = program(
    'parent',
    `import { supervise } from ${JSON.stringify(join(import.meta.dirname, 'supervise.ts'))};
     const { start } = supervise({ logDir: 'logs', say: console.log });
     for (const name of ['polite', 'plain']) {
       const child = await start({ name, script: name + '.mjs', cwd: '.', env: process.env });
       console.log(child.pid);
     }`,
  );
  const killed = spawn(process.execPath, [parent.script], { cwd: dir, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  killed.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await waitUntil('the children did not start', () => output.trim().split('\n').length === 2);
  await running(polite.name);
  await running(plain.name);
  const pids = output.trim().split('\n').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await waitUntil('the children did not end', () => !pids.some(isAlive));
  expect(readFileSync(join(dir, 'order'), 'utf8')).toBe('polite ');
}, 30_000);

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openUploadPortal, PART_BYTES, stored, type UploadPortal } from './testing/open-upload-portal.ts';

const PCCTL = join(import.meta.dirname, '..', '..', 'cli', 'pcctl.ts');

let folder: string;
let portal: UploadPortal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pcctl-upload-'));
  portal = await openUploadPortal();
});
afterEach(async () => {
  await portal.close();
  rmSync(folder, { recursive: true });
});

function run(...argv: string[]) {
  const child = spawn(process.execPath, [PCCTL, 'upload', ...argv], {
    cwd: folder,
    env: {
      NODE_ENV: 'test',
      HOME: folder,
      PCCTL_SERVER: portal.url,
      PCCTL_APIKEY: 'pmk_x',
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const done = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, done };
}

/** A file of two and a half parts that no other is like. */
function write(name: string, size = 2.5 * PART_BYTES): Buffer {
  const content = randomBytes(size);
  writeFileSync(join(folder, name), content);
  return content;
}

const memory = (): string => join(folder, '.config', 'perfanalysis', 'uploads.json');
const puts = (): number => portal.asked.filter((one) => one.startsWith('PUT')).length;

test('a file is sent in parts, waited for, and told of', async () => {
  const content = write('perf.csv');
  portal.phases = ['reading', 'storing'];
  const ended = await run('perf.csv', '--machine', 'db7', '--counters', 'cumulative').done;
  expect(ended).toMatchObject({
    code: 0,
    stdout: 'perf.csv: 1,234 rows of db7, 2026-01-07T00:00:00Z to 2026-01-08T00:00:00Z\n',
  });
  expect(
    ended.stderr
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/ (?=\d)/)[0]),
  ).toEqual([
    'perf.csv: checksum',
    'perf.csv: sending',
    'perf.csv: queued',
    'perf.csv: reading',
    'perf.csv: storing',
  ]);
  const [held] = portal.held;
  expect(held?.bytes.equals(content)).toBe(true);
  expect(held?.body).toMatchObject({
    file_name: 'perf.csv',
    byte_count: content.length,
    machine_id: 'db7',
    counters: 'cumulative',
  });
  expect(puts()).toBe(3);
  expect(JSON.parse(readFileSync(memory(), 'utf8'))).toEqual({});
});

test('connections that break in the middle of a part cost nothing that arrived', async () => {
  const content = write('perf.csv');
  portal.faults.cutAt = [PART_BYTES / 2, PART_BYTES + 1];
  expect(await run('perf.csv').done).toMatchObject({ code: 0 });
  expect(portal.held).toHaveLength(1);
  expect(portal.held[0]?.bytes.equals(content)).toBe(true);
  expect(portal.faults.cutAt).toEqual([]);
});

test('an answer that is lost, of the last part too, sends nothing twice', async () => {
  const content = write('perf.csv', 10);
  portal.faults.swallow = 1;
  expect(await run('perf.csv').done).toMatchObject({ code: 0 });
  expect(portal.held[0]?.bytes.equals(content)).toBe(true);
  expect(puts()).toBe(1);
});

test('a portal that is away for a moment is waited for; one that has more goes on there', async () => {
  const content = write('perf.csv');
  portal.faults.unavailable = 1;
  let parts = 0;
  portal.faults.onPart = () => {
    parts += 1;
    const [held] = portal.held;
    if (parts !== 3 || !held) return;
    held.bytes = content.subarray(0, 2 * PART_BYTES);
    held.view.received_bytes = held.bytes.length;
  };
  const ended = await run('perf.csv').done;
  expect(ended).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('UNAVAILABLE it is; trying again'),
  });
  expect(portal.held[0]?.bytes.equals(content)).toBe(true);
});

describe('an interrupted run', () => {
  async function interrupt(): Promise<void> {
    const { child, done } = run('perf.csv', '--machine', 'db7');
    portal.faults.onPart = () => void (puts() === 2 && child.kill('SIGINT'));
    expect(await done).toMatchObject({ code: 130, stderr: expect.stringMatching(/interrupted\n$/) });
    portal.faults.onPart = () => undefined;
  }

  test('is taken up where it stopped', async () => {
    const content = write('perf.csv');
    await interrupt();
    expect(statSync(memory()).mode & 0o777).toBe(0o600);
    expect(await run('perf.csv', '--machine', 'db7').done).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('that were sent before'),
    });
    expect(portal.held).toHaveLength(1);
    expect(portal.held[0]?.bytes.equals(content)).toBe(true);
  });

  test.each<[string, () => void]>([
    ['the portal gave it up', () => portal.held.splice(0)],
    ['it failed there', () => Object.assign(portal.held[0]?.view ?? {}, { status: 'failed' })],
    ['the memory is damaged', () => writeFileSync(memory(), '[1,{')],
  ])('begins anew when %s', async (_, change) => {
    const content = write('perf.csv');
    await interrupt();
    change();
    expect(await run('perf.csv', '--machine', 'db7').done).toMatchObject({ code: 0 });
    expect(portal.held.at(-1)?.bytes.equals(content)).toBe(true);
  });

  test('is nothing to a run for another machine', async () => {
    write('perf.csv');
    await interrupt();
    expect(await run('perf.csv', '--machine', 'db8').done).toMatchObject({ code: 0 });
    expect(portal.held.map(({ body }) => body.machine_id)).toEqual(['db7', 'db8']);
  });
});

const badRows = () => ({
  error: {
    error_code: 'INVALID_ROWS',
    message: 'There are rows that cannot be read.',
    details: {
      rows_total: 5000,
      rows_bad: 1,
      rows: [{ line: 17, column: 'cpu_user', value: 'x\u001b[2J', reason: 'not a number' }],
    },
  },
});

test('a refusal shows code, words and the first bad rows', async () => {
  write('perf.csv', 10);
  portal.verdict = badRows;
  const ended = await run('perf.csv').done;
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain(
    'pcctl: perf.csv: INVALID_ROWS: There are rows that cannot be read.\n' +
      'LINE  COLUMN    VALUE  REASON\n' +
      '17    cpu_user  x?[2J  not a number\n1 bad row of 5,000\n',
  );
});

test('of several files the refused one does not keep back the others', async () => {
  write('bad.csv', 10);
  write('good.csv', 20);
  portal.verdict = (held) => (held.view.byte_count === 10 ? badRows() : stored(held));
  const ended = await run('bad.csv', 'missing.csv', 'good.csv', '--json').done;
  expect(ended.code).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    uploads: [
      { file: 'bad.csv', status: 'failed', error_code: 'INVALID_ROWS', details: { rows_bad: 1 } },
      { file: 'missing.csv', status: 'failed', error_code: null },
      { file: 'good.csv', status: 'done', records_processed: 1234 },
    ],
  });
  expect(JSON.parse(ended.stderr)).toMatchObject({
    error_code: 'INVALID_ROWS',
    message: '2 of 3 files were not stored',
    exit_code: 1,
  });
});

test('the same file again is answered at once and sends nothing', async () => {
  write('perf.csv', 10);
  await run('perf.csv').done;
  portal.asked.length = 0;
  expect(await run('perf.csv').done).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('it is stored already'),
  });
  expect(portal.asked).toEqual(['POST /api/v1/uploads']);
});

test.each<[string, (path: string) => void, RegExp]>([
  ['is not there', () => undefined, /perf\.csv: cannot read it: ENOENT/],
  ['is empty', (path) => writeFileSync(path, ''), /perf\.csv: is empty/],
])('a file that %s asks the portal nothing', async (_, make, words) => {
  make(join(folder, 'perf.csv'));
  const ended = await run('perf.csv').done;
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(words);
  expect(portal.asked).toEqual([]);
});

test('a folder is no file, and nobody who listens is exit code 3', async () => {
  expect(await run('.').done).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a file') });
  write('perf.csv', 10);
  expect(await run('perf.csv', '--server', 'http://127.0.0.1:1').done).toMatchObject({ code: 3 });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { countLog } from './count-log.ts';
import { formatStatus } from './format-status.ts';
import { openStatusFile } from './open-status-file.ts';
import { readStatus } from './read-status.ts';
import type { Status } from './status.ts';

const NOW = Date.UTC(2026, 0, 7, 19);
const STATUS: Status = {
  state: 'running',
  pid: process.pid,
  version: '0.1.0',
  mode: 'trickle',
  to: 'https://acme.example.com',
  interval_seconds: 5,
  started_at: '2026-01-07T18:00:00.000Z',
  updated_at: new Date(NOW).toISOString(),
  last_tick_at: new Date(NOW).toISOString(),
  ticks: 720,
  late: 1,
  collectors_failing: 0,
  warnings: 2,
  errors: 1,
  last_error: { at: '2026-01-07T18:30:00.000Z', event: 'cannot deliver' },
  sink: { acked: 719, spoolBytes: 4096, lastAckAt: NOW, lastError: null },
};

let folder: string;
let path: string;
let said: string[];
const log = createLog('debug', (line) => said.push(JSON.parse(line).event));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pcc-status-'));
  path = join(folder, 'run', 'status.json');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('openStatusFile', () => {
  test('writes a whole file that all may read, once a second at most, and now when told to', () => {
    const file = openStatusFile(path, log);
    file.write(() => STATUS);
    file.write(() => ({ ...STATUS, ticks: 721 }));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(STATUS);
    file.write(() => ({ ...STATUS, ticks: 722 }), 'now');
    expect(JSON.parse(readFileSync(path, 'utf8')).ticks).toBe(722);
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(folder, 'run'))).toEqual(['status.json']);
  });

  test('says once that it cannot, and goes on', () => {
    writeFileSync(join(folder, 'run'), '');
    const file = openStatusFile(path, log);
    for (let n = 0; n < 3; n += 1) file.write(() => STATUS, 'now');
    expect(said).toEqual(['cannot write the status file']);
  });

  test('none is no file', () => {
    openStatusFile('none', log).write(() => STATUS, 'now');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('readStatus', () => {
  const put = (status: unknown): void => {
    mkdirSync(join(folder, 'run'), { recursive: true });
    writeFileSync(path, typeof status === 'string' ? status : JSON.stringify(status));
  };

  test.each([
    ['running', STATUS, NOW + 19_000, true, null],
    ['silent', STATUS, NOW + 60_000, true, 'no tick for 60 s'],
    ['of a process that is gone', { ...STATUS, pid: 2 ** 22 + 1 }, NOW, false, 'pcc died (process 4194305)'],
    ['stopped', { ...STATUS, state: 'stopped' }, NOW, false, 'pcc was stopped'],
    ['no JSON', '{"state":', NOW, false, 'cannot read the status file'],
    ['of another program', '[]', NOW, false, 'not of pcc'],
  ])('%s', (_name, status, now, isRunning, problem) => {
    put(status);
    const report = readStatus(path, now);
    expect(report.isRunning).toBe(isRunning);
    expect(report.problem).toEqual(problem && expect.stringContaining(problem));
  });

  test('says when there is none', () => {
    expect(readStatus(path).problem).toBe(
      `no status file at ${path}: pcc does not run, or with another --status`,
    );
  });

  test('is shown to people', () => {
    put(STATUS);
    const lines = formatStatus(readStatus(path, NOW)).split('\n');
    expect(lines).toContain('state        running');
    expect(lines).toContain('ticks        720, late 1');
    expect(lines).toContain('last error   cannot deliver, 2026-01-07T18:30:00.000Z');
    expect(lines).toContain('spool bytes  4096');
    expect(lines).toContain('last ack at  2026-01-07T19:00:00.000Z');
    expect(lines).toContain('last error   -');
  });
});

test('countLog counts warnings and errors, printed or not', () => {
  const { log: counting, counts } = countLog(createLog('error', (line) => said.push(JSON.parse(line).event)));
  counting.info('a');
  counting.warn('b');
  counting.error('c');
  counting.error('d', { reason: 'x' });
  expect([said, counts]).toMatchObject([['c', 'd'], { warnings: 1, errors: 2, lastError: { event: 'd' } }]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFolder } from './testing/make-folder.ts';
import { openTestSpool } from './testing/open-test-spool.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = makeFolder('spool-');
  folder = join(root, 'spool');
});
afterEach(() => rmSync(root, { recursive: true }));

const snapshot = (n: number, size = 100): string =>
  JSON.stringify({ records: [{ timestamp: n, subsystem: 's', measurement: 'm'.repeat(size) }] });
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const segments = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.seg'));

describe('Spool', () => {
  test('gives back what it took, over many segments, and keeps no more than the newest', () => {
    const { spool, drain } = openTestSpool(folder);
    for (const n of numbers(1, 200)) expect(spool.push(snapshot(n))).toBe(n);
    expect(spool.waiting).toBe(200);
    expect(segments().length).toBeGreaterThan(5);
    expect(drain()).toEqual({
      seqs: numbers(1, 200),
      snapshots: numbers(1, 200).map((n) => snapshot(n)),
      gaps: [],
    });
    expect([spool.waiting, segments().length]).toEqual([0, 1]);
    spool.close();
  });

  test('is for its owner only', () => {
    const { spool } = openTestSpool(folder);
    spool.push(snapshot(1));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of [...segments(), 'cursor'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    spool.close();
  });

  test('goes on where it was after a stop', () => {
    const { spool } = openTestSpool(folder);
    for (const n of numbers(1, 30)) spool.push(snapshot(n));
    spool.ack(12);
    spool.close();
    const { spool: again, drain } = openTestSpool(folder);
    expect([again.stream, again.waiting, again.push(snapshot(31))]).toEqual([spool.stream, 18, 31]);
    expect(drain().seqs).toEqual(numbers(13, 31));
    again.close();
  });

  test('without its cursor sends all it has again, under the same numbers', () => {
    const { spool } = openTestSpool(folder);
    for (const n of numbers(1, 9)) spool.push(snapshot(n));
    spool.ack(8);
    spool.close();
    rmSync(join(folder, 'cursor'));
    const { spool: again, drain } = openTestSpool(folder);
    expect([again.stream, again.push(snapshot(10))]).toEqual([spool.stream, 10]);
    expect(drain()).toMatchObject({ seqs: numbers(1, 10), gaps: [] });
    again.close();
  });

  test('after a stop holds the batch that was on its way, cut as it was', () => {
    const { spool } = openTestSpool(folder);
    for (const n of numbers(1, 5)) spool.push(snapshot(n));
    const before = spool.hold(3, 10_000);
    spool.push(snapshot(6));
    spool.close();
    const { spool: again } = openTestSpool(folder);
    expect(again.hold(100, 10_000)).toEqual(before);
    again.close();
  });

  test('a new stream numbers what waits from 1, also after a stop', () => {
    const { spool } = openTestSpool(folder);
    for (const n of numbers(1, 30)) spool.push(snapshot(n));
    spool.ack(10);
    spool.restart();
    const { stream } = spool;
    expect([spool.lastSeq, spool.waiting, spool.push(snapshot(31))]).toEqual([20, 20, 21]);
    spool.close();
    rmSync(join(folder, 'cursor'));
    const { spool: again, drain } = openTestSpool(folder);
    expect(again.stream).toBe(stream);
    expect(drain()).toEqual({
      seqs: numbers(1, 21),
      snapshots: numbers(11, 31).map((n) => snapshot(n)),
      gaps: [],
    });
    again.close();
  });

  test('sends again from where the server says, as far as it is still there', () => {
    const { spool, drain } = openTestSpool(folder);
    for (const n of numbers(1, 30)) spool.push(snapshot(n));
    spool.ack(29);
    spool.ack(3);
    const { seqs, gaps } = drain();
    expect(seqs.at(-1)).toBe(30);
    expect(gaps).toEqual([{ from: 4, to: (seqs[0] ?? 0) - 1, reason: 'lost_by_server' }]);
    spool.close();
  });

  test('full, drops the oldest, counts and declares it', () => {
    const { spool, log, drain } = openTestSpool(folder, { limitBytes: 10_000 });
    for (const n of numbers(1, 200)) spool.push(snapshot(n));
    expect(spool.bytes).toBeLessThanOrEqual(10_000);
    const { seqs, gaps } = drain();
    const first = seqs[0] ?? 0;
    expect(seqs).toEqual(numbers(first, 200));
    expect(gaps).toEqual([{ from: 1, to: first - 1, reason: 'spool_overflow' }]);
    expect(spool.counts.dropped).toBe(first - 1);
    expect(
      log.filter(({ event }) => event === 'spool full, oldest snapshots dropped').length,
    ).toBeGreaterThan(0);
    spool.close();
  });

  test.each([
    ['eight days', 9, 23 * 3_600_000, true],
    ['six days', 7, 23 * 3_600_000, false],
    ['the clock was ten years ahead until now', 2, -10 * 365 * 86_400_000, false],
    ['the clock jumped ten years just now', 2, 10 * 365 * 86_400_000, false],
  ])('%s: what is too old is dropped at the start', (_name, count, stepMs, drops) => {
    const { spool } = openTestSpool(folder, { segmentBytes: 100 });
    for (const n of numbers(1, count)) spool.push(snapshot(n, 1));
    spool.close();
    const now = Date.now();
    for (const [index, name] of segments().reverse().entries()) {
      const time = new Date(now - (index + 1) * stepMs);
      utimesSync(join(folder, name), time, time);
    }
    const { spool: again } = openTestSpool(folder, { segmentBytes: 100 });
    expect(again.waiting < count).toBe(drops);
    again.close();
  });

  test.each([
    ['an hour', 3_600_000],
    ['ten years', 10 * 365 * 86_400_000],
  ])('a clock that jumps by %s, ahead and back, makes nothing old', (_name, jump) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    let last = 0;
    for (const step of [jump, -jump, -jump, jump, jump]) {
      const { spool } = openTestSpool(folder, { segmentBytes: 300 });
      for (const n of numbers(last + 1, last + 10)) spool.push(snapshot(n));
      last += 10;
      vi.setSystemTime(Date.now() + step);
      spool.close();
    }
    const { spool, drain } = openTestSpool(folder);
    expect(drain()).toMatchObject({ seqs: numbers(1, last), gaps: [] });
    spool.close();
    vi.useRealTimers();
  });

  test('is used by one process at a time, and a dead one holds nothing', () => {
    const { spool } = openTestSpool(folder);
    expect(() => openTestSpool(folder)).toThrow(`is used by process ${process.pid}: stop that one`);
    spool.close();
    // This process, as it would be had it started at another time.
    symlinkSync(`${process.pid}.1.00000000`, join(folder, 'lock'));
    openTestSpool(folder).spool.close();
    expect(readdirSync(folder)).not.toContain('lock');
  });

  test.skipIf(process.platform !== 'linux')(
    'is not held by a process that is dead and not buried',
    async () => {
      // The shell replaced itself by something that never asks what became of its child.
      const script = 'sleep 0 & echo $!; exec sleep 60';
      const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      const stat = (): string => readFileSync(`/proc/${Number(pid)}/stat`, 'latin1');
      await vi.waitFor(() => expect(stat()).toContain(') Z '), 10_000);
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
      mkdirSync(folder);
      symlinkSync(`${Number(pid)}.${stat().split(' ')[21]}.${boot}`, join(folder, 'lock'));
      openTestSpool(folder).spool.close();
      parent.kill('SIGKILL');
    },
  );

  test('does not open what is no folder', () => {
    expect(() => openTestSpool(join(import.meta.filename, 'spool'))).toThrow(
      'make it writable, or name another',
    );
  });

  test('goes on when somebody deletes its folder', () => {
    const { spool, drain } = openTestSpool(folder);
    for (const n of numbers(1, 20)) spool.push(snapshot(n));
    rmSync(folder, { recursive: true });
    for (const n of numbers(21, 25)) spool.push(snapshot(n));
    expect(spool.inMemoryOnly).toBe(false);
    expect(drain()).toMatchObject({ seqs: numbers(21, 25), gaps: [{ from: 1, to: 20 }] });
    spool.close();
  });

  test('truncated at every byte of its last record loses only that, and gives its number to no other', () => {
    const { spool } = openTestSpool(folder, { segmentBytes: 1_000_000 });
    for (const n of numbers(1, 19)) spool.push(snapshot(n));
    const before = spool.bytes;
    spool.push(snapshot(20));
    const after = spool.bytes;
    spool.close();
    // The cursor would know the number.
    rmSync(join(folder, 'cursor'));
    const [name = ''] = segments();
    for (let size = before + 1; size < after; size += 1) {
      const copy = join(root, `cut-${size}`);
      cpSync(folder, copy, { recursive: true });
      truncateSync(join(copy, name), size);
      const { spool: again, drain } = openTestSpool(copy);
      expect(again.push(snapshot(21))).toBe(21);
      expect(drain()).toEqual({
        seqs: [...numbers(1, 19), 21],
        snapshots: [...numbers(1, 19), 21].map((n) => snapshot(n)),
        gaps: [{ from: 20, to: 20, reason: 'lost_at_stop' }],
      });
      again.close();
    }
  });

  test('opens with a newest segment that cannot be read, and gives out no number of it', () => {
    const { spool } = openTestSpool(folder);
    for (const n of numbers(1, 20)) spool.push(snapshot(n));
    spool.close();
    rmSync(join(folder, 'cursor'));
    const newest = join(folder, segments().at(-1) ?? '');
    rmSync(newest);
    // A folder cannot be read as a file; with something in it, it has a size on every file system.
    for (const n of numbers(1, 40)) mkdirSync(join(newest, String(n)), { recursive: true });
    const { spool: again, log, drain } = openTestSpool(folder);
    expect(log).toMatchObject([{ event: 'a segment of the spool cannot be read, passed over' }]);
    const next = again.push(snapshot(21));
    expect(next).toBeGreaterThan(20);
    const { seqs } = drain();
    expect(seqs).toEqual([...numbers(1, seqs.length - 1), next]);
    again.close();
  });

  test('sets aside what the server refuses', () => {
    const { spool, drain } = openTestSpool(folder);
    for (const n of numbers(1, 5)) spool.push(snapshot(n));
    spool.refuse(2);
    expect(drain()).toMatchObject({ seqs: [1, 3, 4, 5], gaps: [{ from: 2, to: 2, reason: 'refused' }] });
    expect(readFileSync(join(folder, 'set-aside', '2.refused.json'), 'utf8')).toBe(snapshot(2));
    spool.close();
  });
});

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestSpool } from './testing/open-test-spool.ts';

const mount = (path: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=700', 'tmpfs', path]).status === 0;
const unmount = (path: string): void => {
  // Lazily: the spool of a process that was killed is never closed here.
  spawnSync('umount', ['-l', path]);
  rmdirSync(path);
};

const probe = mkdtempSync(join(tmpdir(), 'mount-'));
const mayMount = mount(probe);
unmount(probe);

let disk: string;
beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'disk-'));
  mount(disk);
});
afterEach(() => unmount(disk));

/** Writes a file until nothing fits; answers how to remove it. */
function fill(): () => void {
  const path = join(disk, 'other');
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096, 1));
  } catch {
    closeSync(file);
  }
  return () => unlinkSync(path);
}

// Does not compress: deflated or not, it takes its room.
const snapshot = (n: number): string =>
  JSON.stringify({ n, text: Buffer.alloc(900, n * 7919).toString('hex') });
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe.skipIf(!mayMount)('a full disk (needs the right to mount a tmpfs)', () => {
  test('costs nothing: what it does not take waits in memory, and goes there when there is room', () => {
    const { spool, log, drain } = openTestSpool(join(disk, 'spool'));
    for (const n of numbers(1, 10)) spool.push(snapshot(n));
    const free = fill();
    for (const n of numbers(11, 60)) spool.push(snapshot(n));
    expect([spool.inMemoryOnly, spool.waiting]).toEqual([true, 60]);
    free();
    spool.push(snapshot(61));
    expect([spool.inMemoryOnly, spool.waiting]).toEqual([false, 61]);
    expect(drain()).toEqual({ seqs: numbers(1, 61), snapshots: numbers(1, 61).map(snapshot), gaps: [] });
    const said = log.map(({ event }) => event).filter((event) => String(event).startsWith('spool'));
    expect(said).toEqual([
      'spool cannot be written, snapshots wait in memory until it can',
      'spool can be written again',
    ]);
    spool.close();
  });

  test('delivers from memory too, and drops the oldest there when memory is full', () => {
    const { spool, drain } = openTestSpool(join(disk, 'spool'), { memoryBytes: 20_000 });
    const free = fill();
    for (const n of numbers(1, 50)) spool.push(snapshot(n));
    const { seqs, gaps } = drain();
    const first = seqs[0] ?? 0;
    expect(seqs).toEqual(numbers(first, 50));
    expect(gaps).toEqual([{ from: 1, to: first - 1, reason: 'memory_overflow' }]);
    expect(spool.counts.dropped).toBe(first - 1);
    free();
    spool.close();
  });

  test('that outlives the process: no number that was sent from memory comes again', () => {
    const folder = join(disk, 'spool');
    const { spool } = openTestSpool(folder);
    spool.push(snapshot(1));
    const free = fill();
    for (const n of numbers(2, 9)) spool.push(snapshot(n));
    expect(spool.hold(1, 1)?.lastSeq).toBe(1);
    spool.ack(1);
    expect(spool.hold(100, 100_000)).toMatchObject({ firstSeq: 2, lastSeq: 9 });
    // Killed: nothing is closed but the lock.
    unlinkSync(join(folder, 'lock'));
    const { spool: again, drain } = openTestSpool(folder);
    expect(again.push(snapshot(10))).toBe(10);
    expect(drain()).toMatchObject({ seqs: [10], gaps: [{ from: 2, to: 9, reason: 'lost_at_stop' }] });
    free();
    again.close();
  });

  test('at the very start holds nobody up', () => {
    const free = fill();
    const { spool, drain } = openTestSpool(join(disk, 'spool'));
    for (const n of numbers(1, 5)) spool.push(snapshot(n));
    expect(spool.waiting).toBe(5);
    free();
    spool.push(snapshot(6));
    expect(spool.inMemoryOnly).toBe(false);
    expect(drain().seqs).toEqual(numbers(1, 6));
    spool.close();
  });
});

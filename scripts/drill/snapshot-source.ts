import { makeSnapshots, type TrickleSnapshots } from '#server/metrics/testing/make-snapshots.ts';

/** A snapshot as an agent takes it: when, its load average (by which it is known again), and what is sent. */
export interface Taken {
  time: number;
  value: number;
  snapshot: TrickleSnapshots[number];
}

/**
 * Takes snapshots of a made-up machine, one second apart from `start` (Unix ms) on, however fast they are asked for.
 * `clock` is what its clock shows at a moment; its counters know nothing of that.
 */
export function snapshotSource(start: number, clock = (time: number): number => time): () => Taken {
  const bootMs = start - 60_000;
  let next = start;
  return () => {
    const [snapshot] = makeSnapshots([next], bootMs);
    if (!snapshot) throw new Error('no snapshot was made');
    const time = clock(next);
    next += 1000;
    const stamp = { timestamp: Math.floor(time / 1000), ms: time % 1000 };
    const records = snapshot.records.map((record) => ({ ...record, ...stamp }));
    const load = records.find(({ subsystem }) => subsystem === '/proc/loadavg')?.measurement ?? '';
    return { time, value: Number.parseFloat(load), snapshot: { records } };
  };
}

import { expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { querySeries } from './query-series.ts';
import { queryStats } from './query-stats.ts';

const start = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

/** Type 7: the value at rank (n − 1)·p of the sorted values, between neighbours by linear interpolation. */
function percentile(sorted: readonly number[], share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

test('statistics agree with the definitions, written out over the raw samples', async () => {
  const ctx = await freshTenant();
  const machine = await tricklingMachine(ctx);
  await machine.send(1, makeSnapshots(everyMs(start, 777, 1000), start - 100_000));
  const range = { machineId: machine.id, start: new Date(start), end: new Date(start + 3_600_000) };
  const [stats, host, disks] = await Promise.all([
    queryStats(ctx, range),
    querySeries(ctx, { ...range, kind: 'host' }),
    querySeries(ctx, { ...range, kind: 'disk' }),
  ]);
  expect(stats).toMatchObject({
    samples: 777,
    approximate: false,
    dataRange: { start, end: start + 776_000 },
  });
  expect(Object.keys(stats.entities)).toEqual(['cpu', 'disk', 'net']);
  expect(Object.keys(stats.entities.cpu!)).toEqual(['cpu0', 'cpu1']);

  const compared = [
    ...['load_1', 'cpu_used', 'mem_used', 'disk_read_bytes', 'net_rx_bytes'].map((id) => ({
      found: stats.metrics[id]!,
      line: host.series[id]!.avg,
    })),
    { found: stats.entities.disk!.sda!.disk_read_ops!, line: disks.entities.sda!.disk_read_ops!.avg },
  ];
  for (const { found, line } of compared) {
    const known = line.filter((value) => value !== null);
    const sorted = [...known].sort((a, b) => a - b);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(found.count).toBe(known.length);
    expect(found.min).toBe(sorted[0]);
    expect(found.max).toBe(sorted.at(-1));
    expect(found.p100).toBe(sorted.at(-1));
    expect(found.current).toBe(known.at(-1));
    expect(found.avg! / mean).toBeCloseTo(1, 10);
    expect(found.stddev! / Math.sqrt(squares / (known.length - 1))).toBeCloseTo(1, 10);
    for (const [name, share] of [
      ['p50', 0.5],
      ['p75', 0.75],
      ['p90', 0.9],
      ['p95', 0.95],
      ['p97_5', 0.975],
      ['p99', 0.99],
    ] as const)
      expect(found[name]! / percentile(sorted, share)).toBeCloseTo(1, 10);
  }
  // The hand-written snapshots have no /proc/vmstat.
  expect(stats.metrics.major_faults).toMatchObject({ count: 0, avg: null, p99: null, current: null });
});

test('no samples: no range and no values', async () => {
  const ctx = await freshTenant();
  const machine = await tricklingMachine(ctx);
  const stats = await queryStats(ctx, {
    machineId: machine.id,
    start: new Date(start),
    end: new Date(start + 1000),
  });
  expect(stats).toMatchObject({ samples: 0, dataRange: null, entities: { cpu: {}, disk: {}, net: {} } });
  expect(stats.metrics.cpu_used).toMatchObject({ count: 0, min: null, p50: null });
});

import { expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
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
  expect(Object.keys(stats.entities)).toEqual(['cpu', 'disk', 'net', 'filesystem', 'container']);
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
  // Each sample is the mean of the second before it; the first one's interval is not known, nor its value.
  const sum = (line: (number | null)[]) => line.reduce<number>((all, value) => all + (value ?? 0), 0);
  expect(stats.metrics.net_rx_bytes!.total! / sum(host.series.net_rx_bytes!.avg)).toBeCloseTo(1, 10);
  const { disk_read_ops } = stats.entities.disk!.sda!;
  expect(disk_read_ops!.total! / sum(disks.entities.sda!.disk_read_ops!.avg)).toBeCloseTo(1, 10);
  expect(stats.metrics.cpu_used!.total).toBeNull();
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

test('totals count each interval at its own length, and gaps not at all', async () => {
  const ctx = await freshTenant();
  const machine = await tricklingMachine(ctx);
  const { pool } = await tenantDb(ctx.tenant);
  // Intervals of 10, 10, 12, 8 s, a gap of an hour, and 10 s; overlapping deliveries, the newer one wins.
  const times = [0, 10, 20, 32, 40, 3640, 3650].map((second) => start - 7_200_000 + second * 1000);
  const insert = (kind: string, entity: string, time: number[], values: (number | null)[], seq: number) =>
    pool.query(
      `INSERT INTO sample_batch (machine_id, stream_id, first_seq, last_seq, first_time, last_time, data)
       VALUES ($1, $1, $2, $2, $3, $4, $5)`,
      [
        machine.id,
        seq,
        new Date(time[0]!),
        new Date(time.at(-1)!),
        { [kind]: { time, entity: time.map(() => entity), values: { net_rx_bytes: values } } },
      ],
    );
  await insert('host', '', times, [1, 1, 1, 1, 1, 1, 1], 1);
  await insert('host', '', times, [null, 100, 200, 300, 400, 500, 600], 2);
  await insert('net', 'eth0', times, [7, 100, null, 300, 400, 500, 600], 3);
  const stats = await queryStats(ctx, {
    machineId: machine.id,
    start: new Date(start - 8_000_000),
    end: new Date(start),
  });
  expect(stats.samples).toBe(7);
  expect(stats.metrics.net_rx_bytes).toMatchObject({
    count: 6,
    total: 1000 + 2000 + 3600 + 3200 + 5000 + 6000,
  });
  expect(stats.entities.net!.eth0!.net_rx_bytes!.total).toBe(70 + 1000 + 3600 + 3200 + 5000 + 6000);
});

test('a caller that leaves ends the statistics, also between two questions to DuckDB', async () => {
  const ctx = await freshTenant();
  const machine = await tricklingMachine(ctx);
  await machine.send(1, makeSnapshots(everyMs(start, 300, 1000), start - 100_000));
  const range = { machineId: machine.id, start: new Date(start), end: new Date(start + 3_600_000) };
  for (const turns of [0, 5, 20, 60]) {
    const leaving = new AbortController();
    const asked = queryStats(ctx, { ...range, signal: leaving.signal }).then(
      () => 'answered',
      (error: { code: string }) => error.code,
    );
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    leaving.abort();
    expect(['answered', 'UNAVAILABLE']).toContain(await asked);
  }
  expect((await queryStats(ctx, range)).samples).toBe(300);
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { modelSchema } from './model-schema.ts';
import type { ReportModel } from './report-model.ts';
import { compareTables, pointsOf } from './testing/compare-tables.ts';
import { blockOf, blocksOf } from './testing/find-blocks.ts';
import { fullMachine } from './testing/full-machine.ts';
import { type MadeMachine, makeSamples } from './testing/make-samples.ts';
import { storeSamples } from './testing/store-samples.ts';
import { medianSlope, quantile, rankCorrelation } from './testing/textbook.ts';

const start = Date.UTC(2026, 10, 16, 6);
const HOUR = 3_600_000;
const base: MadeMachine = {
  start,
  count: 6 * 240,
  intervalSeconds: 15,
  cpus: 4,
  disks: 2,
  nics: 2,
  filesystems: 2,
  containers: 2,
  load: 0.6,
};
const range = { start: new Date(start), end: new Date(start + 6 * HOUR), now: new Date(start + 6 * HOUR) };

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Values of one metric of one entity, in time order, as they were stored. */
const valuesOf = (samples: Record<Kind, KindColumns>, kind: Kind, entity: string, metric: string): number[] =>
  pointsOf(samples[kind], entity, metric).flatMap(({ value }) => value ?? []);

describe('every statistic against a computation of its own', () => {
  const samples = makeSamples(base);
  const percentiles = [1, 50, 75, 90, 95, 97.5, 99, 99.9, 100];
  let model: ReportModel;
  beforeAll(async () => {
    const id = await storeSamples(ctx, 'statistics', samples);
    model = await buildReportModel(ctx, {
      machines: [id],
      ...range,
      options: { percentiles, timeZone: 'Asia/Kathmandu' },
    });
  });

  test('is as its schema says', () => {
    expect(modelSchema.parse(model)).toEqual(model);
  });

  test('the tables of every metric and entity', async () => {
    expect(await compareTables(model, samples)).toBeGreaterThan(60);
  });

  test('the histogram counts each sample once, in its place', () => {
    const histogram = blockOf(model, 'cpu', 'histogram');
    const used = valuesOf(samples, 'host', '', 'cpu_used');
    const expected = new Array<number>(20).fill(0);
    for (const value of used)
      expected[Math.min(19, Math.floor(value / 5))] =
        (expected[Math.min(19, Math.floor(value / 5))] ?? 0) + 1;
    expect(histogram?.counts).toEqual(expected);
    expect(histogram?.marks.map(({ label }) => label)).toEqual(['p50', 'p95', 'p99']);
  });

  test('totals are the sum of each rate times its interval', () => {
    const table = blocksOf(model, 'disk').find((block) => block.type === 'table');
    if (table?.type !== 'table') throw new Error('no table');
    for (const { label, figures } of table.rows) {
      const sum = (metric: string) =>
        valuesOf(samples, 'disk', label, metric).reduce((a, b) => a + b, 0) * 15;
      expect(figures.at(-2)).toBeCloseTo(sum('disk_read_bytes'), 0);
      expect(figures.at(-1)).toBeCloseTo(sum('disk_write_bytes'), 0);
    }
  });

  test('buckets of charts hold the mean, lowest and highest of their samples', () => {
    const chart = blocksOf(model, 'cpu')[1];
    if (chart?.type !== 'time-chart') throw new Error('no chart');
    const used = valuesOf(samples, 'host', '', 'cpu_used');
    const [series] = chart.series;
    chart.times.forEach((time, at) => {
      const inside = used.filter((_, row) => {
        const sample = start + row * 15_000;
        return sample >= time && sample < time + chart.resolutionSeconds * 1000;
      });
      expect(series?.avg[at]).toBeCloseTo(mean(inside), 8);
      expect(series?.min?.[at] ?? series?.avg[at]).toBe(Math.min(...inside));
      expect(series?.max?.[at] ?? series?.avg[at]).toBe(Math.max(...inside));
    });
  });

  test('the same input gives the same model, byte for byte', async () => {
    const again = await buildReportModel(ctx, {
      machines: ['statistics'],
      ...range,
      options: { percentiles, timeZone: 'Asia/Kathmandu' },
    });
    expect(JSON.stringify(again)).toBe(JSON.stringify(model));
  });

  test('times are in the zone asked for', () => {
    expect(model.sections[0]?.basis).toContain('11:45–17:45 Asia/Kathmandu');
  });
});

test('the week has each hour of the zone, by the samples in it', async () => {
  const samples = { host: makeSamples({ ...base, count: 36 * 60, intervalSeconds: 60 }).host };
  const id = await storeSamples(ctx, 'week', samples);
  const end = new Date(start + 36 * HOUR);
  const model = await buildReportModel(ctx, {
    machines: [id],
    start: range.start,
    end,
    now: end,
    options: { timeZone: 'Asia/Kathmandu' },
  });
  const week = blockOf(model, 'cpu', 'week-chart');
  const cells = new Map<string, number[]>();
  valuesOf(samples as Record<Kind, KindColumns>, 'host', '', 'cpu_used').forEach((value, row) => {
    // Kathmandu is 5:45 ahead all year; 16 November 2026 is a Monday.
    const local = new Date(start + row * 60_000 + 5.75 * HOUR);
    const key = `${(local.getUTCDay() + 6) % 7} ${local.getUTCHours()}`;
    cells.set(key, [...(cells.get(key) ?? []), value]);
  });
  for (let day = 0; day < 7; day += 1)
    for (let hour = 0; hour < 24; hour += 1) {
      const inside = cells.get(`${day} ${hour}`) ?? [];
      expect(week?.counts[day]?.[hour]).toBe(inside.length);
      if (inside.length === 0) expect(week?.values[day]?.[hour]).toBeNull();
      else expect(week?.values[day]?.[hour]).toBeCloseTo(mean(inside), 8);
    }
});

describe('a machine with days and nights, a gap, unknown values and a disk that fills', () => {
  const samples = fullMachine({ start: range.start.getTime(), cpus: 4 });
  const end = new Date(start + 24 * HOUR);
  let model: ReportModel;
  beforeAll(async () => {
    // As behind a reset of a counter, and where a device came late.
    for (const columns of [samples.net, samples.disk, samples.host])
      for (const [id, values] of Object.entries(columns.values))
        columns.values[id] = values.map((value, row) => ((row + id.length) % 37 === 0 ? null : value));
    const id = await storeSamples(ctx, 'full', samples);
    model = await buildReportModel(ctx, { machines: [id], start: range.start, end, now: end });
  });

  test('the tables of every metric and entity', async () => {
    expect(await compareTables(model, samples)).toBeGreaterThan(150);
  });

  test('the busiest CPU, and how far it is from the average', () => {
    const names = ['cpu0', 'cpu1', 'cpu2', 'cpu3'];
    const means = names.map((name) => mean(valuesOf(samples, 'cpu', name, 'cpu_used')));
    const [busiest = 0, all] = [means[0], mean(means)];
    expect(Math.max(...means)).toBe(busiest);
    expect(model.sections.find(({ id }) => id === 'cores')?.intro).toBe(
      `cpu0 is used most: ${busiest.toFixed(1)}\u00a0% on average, all 4 CPUs ${all.toFixed(1)}\u00a0%. That is ${(busiest / all).toFixed(2)} times the average: 1 would be an even load.`,
    );
  });

  test('the growth of a file system and its days until full', () => {
    const rows = blockOf(model, 'filesystems', 'table')?.rows ?? [];
    const mount = '/var/lib/postgresql';
    const points = pointsOf(samples.filesystem, mount, 'fs_used');
    const hours = Map.groupBy(points, ({ time }) => Math.floor(time / HOUR));
    const medians = Array.from(hours, ([hour, inside]) => ({
      x: hour / 24,
      y: quantile(
        inside.flatMap(({ value }) => value ?? []).toSorted((a, b) => a - b),
        0.5,
      ),
    }));
    const { slope, low, high } = medianSlope(medians);
    const left = valuesOf(samples, 'filesystem', mount, 'fs_available').at(-1) ?? 0;
    const found = rows.find(({ label }) => label === mount)?.figures ?? [];
    [slope, low, high].forEach((figure, at) => {
      expect(found[4 + at]).toBeCloseTo(figure, 6);
    });
    const [days, soonest, latest] = [left / slope, left / high, left / low].map((one) => one.toFixed(1));
    // Both ends may be the same day, to a tenth.
    expect(found[7]).toBe(soonest === latest ? days : `${days} (${soonest}–${latest})`);
    expect(rows.find(({ label }) => label === '/')?.figures[7]).toBe('not filling');
  });

  test('rank correlations of the points of the charts', () => {
    const matrix = blockOf(model, 'correlations', 'matrix');
    const chart = blocksOf(model, 'cpu')[1];
    if (chart?.type !== 'time-chart' || !matrix) throw new Error('no chart or matrix');
    const width = chart.resolutionSeconds * 1000;
    const bucketsOf = (metric: string) => {
      const found = Map.groupBy(pointsOf(samples.host, '', metric), ({ time }) => Math.floor(time / width));
      return chart.times.map((time) => {
        const inside = found.get(time / width)?.flatMap(({ value }) => value ?? []) ?? [];
        return inside.length === 0 ? null : mean(inside);
      });
    };
    const ids: Record<string, string> = {
      'CPU used': 'cpu_used',
      iowait: 'cpu_iowait',
      load: 'load_1',
      'memory used': 'mem_used',
      'disk read': 'disk_read_bytes',
      'network sent': 'net_tx_bytes',
    };
    let compared = 0;
    matrix.labels.forEach((a, row) => {
      matrix.labels.forEach((b, column) => {
        if (!ids[a] || !ids[b]) return;
        expect(matrix.values[row]?.[column], `${a} and ${b}`).toBeCloseTo(
          rankCorrelation(bucketsOf(ids[a]), bucketsOf(ids[b])),
          9,
        );
        compared += 1;
      });
    });
    expect(compared).toBe(36);
  });
});

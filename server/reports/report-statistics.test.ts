import { beforeAll, describe, expect, test } from 'vitest';
import { metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { modelSchema } from './model-schema.ts';
import type { ReportModel } from './report-model.ts';
import { blockOf, blocksOf } from './testing/find-blocks.ts';
import { type MadeMachine, makeSamples } from './testing/make-samples.ts';
import { storeSamples } from './testing/store-samples.ts';

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

/** Values of one metric of one entity, in time order, as they were stored. */
function valuesOf(samples: Record<Kind, KindColumns>, kind: Kind, entity: string, metric: string): number[] {
  const { values, entity: entities } = samples[kind];
  return (values[metric] ?? []).flatMap((value, row) =>
    value === null || entities[row] !== entity ? [] : [value],
  );
}

/** By the textbook, on plain arrays: nothing of the product is used. */
function textbook(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const avg = values.reduce((sum, value) => sum + value, 0) / values.length;
  const at = (percentile: number) => {
    const place = ((sorted.length - 1) * percentile) / 100;
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  };
  const squares = values.reduce((sum, value) => sum + (value - avg) ** 2, 0);
  return { avg, sd: Math.sqrt(squares / (values.length - 1)), min: sorted[0] ?? 0, at };
}

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

  test('the tables of every metric and entity', () => {
    const tables = blocksOf(model, 'statistics').filter((block) => block.type === 'table');
    let compared = 0;
    for (const kind of KINDS)
      for (const metric of metricsOf(kind)) {
        const groups = {
          host: 'The machine',
          cpu: 'Each CPU',
          disk: 'Each disk',
          net: 'Each interface',
          filesystem: 'Each file system',
          container: 'Each container',
        };
        for (const entity of new Set(samples[kind].entity)) {
          const row = tables
            .filter(
              ({ title }) =>
                title?.startsWith(groups[kind]) &&
                (kind === 'host' || title === `${groups[kind]}: ${metric.label}`),
            )
            .flatMap(({ rows }) => rows)
            .find(
              ({ label, unit }) =>
                label === (kind === 'host' ? metric.label : entity) && unit === metric.unit,
            );
          const values = valuesOf(samples, kind, entity, metric.id);
          if (!row) {
            // Left out where nothing ever happened on any entity.
            expect(Math.max(...values)).toBe(0);
            continue;
          }
          const { avg, sd, min, at } = textbook(values);
          const expected = [values.length, avg, sd, min, ...percentiles.map(at)];
          row.figures.slice(0, expected.length).forEach((figure, column) => {
            expect(figure, `${kind} ${entity} ${metric.id} ${column}`).toBeCloseTo(expected[column] ?? 0, 6);
          });
          compared += 1;
        }
      }
    expect(compared).toBeGreaterThan(60);
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
      expect(series?.avg[at]).toBeCloseTo(textbook(inside).avg, 8);
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
      else expect(week?.values[day]?.[hour]).toBeCloseTo(textbook(inside).avg, 8);
    }
});

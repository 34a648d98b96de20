import { beforeAll, describe, expect, test } from 'vitest';
import { metricsOf } from '#agent/contract/metrics.ts';
import { KINDS } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { gatherRange } from './data/gather-range.ts';
import type { RangeData } from './data/range-data.ts';
import { findMissingDevices } from './find-missing-devices.ts';
import { POINTS } from './limits.ts';
import { modelSchema } from './model-schema.ts';
import type { ReportModel } from './report-model.ts';
import type { ReportOptions } from './report-options.ts';
import { pointsOf } from './testing/compare-tables.ts';
import { blockOf, blocksOf } from './testing/find-blocks.ts';
import { fullMachine } from './testing/full-machine.ts';
import { storeSamples } from './testing/store-samples.ts';
import { figuresOf, medianSlope } from './testing/textbook.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 10, 17);
const days = 2;
const range = { start: new Date(start), end: new Date(start + days * DAY) };
const now = range.end;
const samples = fullMachine({ start, days, cpus: 2 });

let ctx: TenantContext;
let machineId: string;
const build = (options = {}) => buildReportModel(ctx, { machines: [machineId], ...range, now, options });
const gather = (percentiles: number[] = []): Promise<RangeData> =>
  gatherRange(ctx, { machineId, ...range, now, percentiles, points: POINTS });
const expire = async (until: number): Promise<void> => {
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('DELETE FROM segment WHERE machine_id = $1 AND starts_at < $2', [
    machineId,
    new Date(until),
  ]);
};

/** Raw samples; rolled up, all samples still there; then the first of two days is past retention; then all. */
const seen: Record<'raw' | 'rolled' | 'partly' | 'gone', ReportModel> = {} as never;
let partly: RangeData;
beforeAll(async () => {
  ctx = await freshTenant();
  machineId = await storeSamples(ctx, 'old', samples);
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query('UPDATE machine SET interval_seconds = 120 WHERE id = $1', [machineId]);
  seen.raw = await build();
  await rollUpDue(ctx);
  seen.rolled = await build();
  await expire(start + DAY);
  seen.partly = await build({ percentiles: [1, 50, 99.9, 100] });
  partly = await gather([1, 50, 99.9, 100]);
  await expire(range.end.getTime());
  seen.gone = await build();
});

test('a device that the machine does not have is told when the report is asked for', async () => {
  const ask = (options: ReportOptions) =>
    findMissingDevices(ctx, { machineIds: [machineId], ...range }, options);
  expect(await ask({ storageDevice: 'nvme1n1', networkInterface: 'eth0' })).toEqual([]);
  expect(await ask({ title: 'Nothing chosen' })).toEqual([]);
  expect(await ask({ storageDevice: 'nvme11n1', networkInterface: 'wlan0123456789' })).toEqual([
    'storage_device: there is no disk "nvme11n1"; did you mean nvme1n1. The busiest is shown first. There are: dm-name-luks-9f8c6a52-4a5e-4c1e-b0a1-0123456789ab, nvme0n1, nvme1n1.',
    'network_interface: there is no network interface "wlan0123456789". The busiest is shown first. There are: enp216s0f1np1, eth0.',
  ]);
});

test('as long as there are samples, rollups change nothing', () => {
  expect(JSON.stringify(seen.rolled)).toBe(JSON.stringify(seen.raw));
});

describe('where samples are gone', () => {
  test('count, mean, lowest and highest of every metric and entity are those of the samples; the rest is close', () => {
    expect(partly.stats.approximate).toBe(true);
    let compared = 0;
    for (const kind of KINDS)
      for (const entity of new Set(samples[kind].entity))
        for (const { id, unit } of metricsOf(kind)) {
          const points = pointsOf(samples[kind], entity, id);
          const exact = figuresOf(points);
          const found =
            kind === 'host' ? partly.stats.metrics[id] : partly.stats.entities[kind]?.[entity]?.[id];
          const name = `${kind} ${entity} ${id}`;
          expect(found?.count, name).toBe(exact.count);
          expect(found?.min, name).toBe(exact.min);
          expect(found?.p100, name).toBe(exact.at(100));
          expect(Math.abs((found?.avg ?? Number.NaN) - exact.avg), name).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(exact.avg)),
          );
          expect(found?.stddev, name).toBeNull();
          // Within 1 % of the samples between which the rank lies.
          const sorted = points.flatMap(({ value }) => value ?? []).toSorted((a, b) => a - b);
          for (const [field, share] of [
            ['p50', 0.5],
            ['p90', 0.9],
            ['p95', 0.95],
            ['p99', 0.99],
          ] as const) {
            const place = (sorted.length - 1) * share;
            const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
            expect(found?.[field], `${name} ${field}`).toBeGreaterThanOrEqual(low * 0.99 - 1e-9);
            expect(found?.[field], `${name} ${field}`).toBeLessThanOrEqual(high * 1.01 + 1e-9);
          }
          // Each sample counts the machine's interval.
          if (unit === 'bytes_per_second' || unit === 'per_second')
            expect(found?.total, name).toBeCloseTo(exact.avg * exact.count * 120, 0);
          compared += 1;
        }
    expect(compared).toBeGreaterThan(150);
  });

  test('charts have the mean, lowest and highest of whole hours', () => {
    expect(partly.host).toMatchObject({ source: 'rollup', resolutionSeconds: 3600 });
    const hours = Map.groupBy(
      pointsOf(samples.host, '', 'cpu_used'),
      ({ time }) => Math.floor(time / HOUR) * HOUR,
    );
    partly.host.timestamps.forEach((time, at) => {
      const exact = figuresOf(hours.get(time) ?? []);
      const band = partly.host.series.cpu_used;
      expect(band?.avg[at]).toBeCloseTo(exact.avg, 9);
      expect(band?.min[at]).toBe(exact.min);
      expect(band?.max[at]).toBe(exact.at(100));
    });
    expect(partly.host.timestamps).toHaveLength(days * 24);
  });

  test('the week is that of the samples', () => {
    const [exact, found] = [
      blockOf(seen.raw, 'cpu', 'week-chart'),
      blockOf(seen.partly, 'cpu', 'week-chart'),
    ];
    expect(found?.counts).toEqual(exact?.counts);
    found?.values.forEach((row, day) => {
      row.forEach((value, hour) => {
        const other = exact?.values[day]?.[hour] ?? null;
        if (other === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(other, 9);
      });
    });
  });

  test('file systems grow as the means of their hours do', () => {
    const mount = '/var/lib/postgresql';
    const hours = Map.groupBy(pointsOf(samples.filesystem, mount, 'fs_used'), ({ time }) =>
      Math.floor(time / HOUR),
    );
    const exact = medianSlope(
      Array.from(hours, ([hour, inside]) => ({ x: hour / 24, y: figuresOf(inside).avg })),
    );
    const row = blockOf(seen.partly, 'filesystems', 'table')?.rows.find(({ label }) => label === mount);
    const raw = blockOf(seen.raw, 'filesystems', 'table')?.rows.find(({ label }) => label === mount);
    // Of the second day medians are at hand: they differ from means by less than the growth of a minute.
    expect(Number(row?.figures[4]) / exact.slope).toBeCloseTo(1, 2);
    expect(Number(row?.figures[4]) / Number(raw?.figures[4])).toBeCloseTo(1, 2);
  });

  test('every section says so, nothing is claimed that is not known', () => {
    const { sections } = modelSchema.parse(seen.partly);
    for (const { id, basis } of sections)
      if (id !== 'method') expect(basis, id).toContain('from hourly rollups');
    expect(JSON.stringify(sections.find(({ id }) => id === 'method'))).toContain('Approximate');
    expect(sections.find(({ id }) => id === 'quality')?.intro).toContain('were not judged');
    expect(seen.partly.quality).toBeNull();
    expect(sections.find(({ id }) => id === 'filesystems')?.intro).toContain('means of the hours');
    expect(blockOf(seen.partly, 'cpu', 'histogram')).toBeUndefined();
    const [table] = blocksOf(seen.partly, 'statistics').filter(({ type }) => type === 'table');
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.columns.map(({ label }) => label)).toEqual([
      'samples',
      'avg',
      'sd',
      'min',
      'p1',
      'p50',
      'p99.9',
      'p100',
    ]);
    for (const { figures } of table.rows) {
      expect(typeof figures[5]).toBe('number');
      expect([figures[2], figures[4], figures[6]]).toEqual([null, null, null]);
    }
  });

  test('a report on samples that are all gone has the same figures', () => {
    const figures = (model: ReportModel) =>
      blockOf(model, 'statistics', 'table')?.rows.map(({ figures }) => figures[1]);
    expect(figures(seen.gone)).toEqual(figures(seen.partly));
    expect(seen.gone.samples.count).toBe(seen.raw.samples.count);
    expect(modelSchema.parse(seen.gone).findings.map(({ id }) => id)).toEqual(
      seen.partly.findings.map(({ id }) => id),
    );
  });

  test('how full file systems are, and when they will be, is that of the newest hour', () => {
    const rowsOf = (model: ReportModel) => blockOf(model, 'filesystems', 'table')?.rows ?? [];
    const raw = rowsOf(seen.raw);
    rowsOf(seen.gone).forEach(({ label, figures, state }, at) => {
      expect([label, state]).toEqual([raw[at]?.label, raw[at]?.state]);
      for (const column of [0, 1, 2, 3])
        expect(Number(figures[column]) / Number(raw[at]?.figures[column]), label).toBeCloseTo(1, 1);
      // Rounded to days or to tenths of them.
      const [days, exact] = [figures[7], raw[at]?.figures[7]].map((text) => Number.parseFloat(String(text)));
      if (Number.isFinite(exact)) expect(Number(days) / Number(exact), label).toBeCloseTo(1, 1);
      else expect(figures[7]).toBe(raw[at]?.figures[7]);
    });
    expect(blockOf(seen.gone, 'filesystems', 'table')?.note).toContain('mean of the newest hour');
    expect(JSON.stringify(seen.gone.findings)).toContain('judging by hourly means');
  });
});

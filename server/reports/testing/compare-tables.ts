import { expect } from 'vitest';
import { type Metric, metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import type { FigureTable, ReportModel } from '../report-model.ts';
import { blocksOf } from './find-blocks.ts';
import { figureKey, sqlFigures } from './sql-figures.ts';
import { figuresOf, type Point } from './textbook.ts';

const GROUPS: Readonly<Record<Kind, string>> = {
  host: 'The machine',
  cpu: 'Each CPU',
  disk: 'Each disk',
  net: 'Each interface',
  filesystem: 'Each file system',
  container: 'Each container',
};

/** Values of one metric of one entity, in time order. */
export function pointsOf(columns: KindColumns | undefined, entity: string, metric: string): Point[] {
  return (columns?.time ?? []).flatMap((time, row) =>
    columns?.entity[row] === entity ? [{ time, value: columns.values[metric]?.[row] ?? null }] : [],
  );
}

/**
 * Compares every row of the detailed tables with two computations from the raw values: one in plain TypeScript, one in
 * SQL. What has no row has no value, or never was anything but 0 on any entity.
 * @returns how many rows were compared
 */
export async function compareTables(
  model: ReportModel,
  samples: Partial<Record<Kind, KindColumns>>,
): Promise<number> {
  const tables = blocksOf(model, 'statistics').filter((block) => block.type === 'table');
  const bySql = await sqlFigures(samples, model.percentiles);
  let compared = 0;
  for (const kind of KINDS)
    for (const metric of metricsOf(kind))
      for (const entity of new Set(samples[kind]?.entity)) {
        const name = figureKey(kind, entity, metric.id);
        const points = pointsOf(samples[kind], entity, metric.id);
        const known = points.flatMap(({ value }) => value ?? []);
        const found = findRow(tables, kind, entity, metric);
        if (!found) {
          const all =
            kind === 'host'
              ? known
              : (samples[kind]?.values[metric.id] ?? []).flatMap((value) => value ?? []);
          const isLeftOut = known.length === 0 || (kind !== 'host' && Math.max(...all) === 0);
          expect(isLeftOut, `${name} has no row`).toBe(true);
          continue;
        }
        const sql = bySql.get(name) ?? [];
        const { count, avg, sd, min, at, total } = figuresOf(points);
        const plain = [count, avg, sd, min, ...model.percentiles.map(at)];
        expect(found.figures.length, name).toBeGreaterThanOrEqual(plain.length);
        plain.forEach((figure, column) => {
          expectSame(found.figures[column], figure, `${name}, plain, column ${column}`);
          expectSame(found.figures[column], sql[column] ?? null, `${name}, SQL, column ${column}`);
        });
        const isRate = metric.unit === 'bytes_per_second' || metric.unit === 'per_second';
        if (found.hasTotals) {
          expectTotal(found.figures.at(-1), isRate ? total : null, `${name}, total`);
          expectTotal(found.figures.at(-1), isRate ? (sql.at(-1) ?? null) : null, `${name}, total in SQL`);
        } else expect(isRate && total !== null, name).toBe(false);
        compared += 1;
      }
  return compared;
}

interface FoundRow {
  figures: FigureTable['rows'][number]['figures'];
  hasTotals: boolean;
}

function findRow(
  tables: readonly FigureTable[],
  kind: Kind,
  entity: string,
  metric: Metric,
): FoundRow | undefined {
  const rows = tables
    .filter(
      ({ title }) =>
        title?.startsWith(GROUPS[kind]) && (kind === 'host' || title === `${GROUPS[kind]}: ${metric.label}`),
    )
    .flatMap((table) => {
      const hasTotals = table.columns.at(-1)?.label === 'total';
      return table.rows.map((row) => ({ ...row, hasTotals }));
    })
    .filter(({ label, unit }) => label === (kind === 'host' ? metric.label : entity) && unit === metric.unit);
  expect(rows.length, figureKey(kind, entity, metric.id)).toBeLessThanOrEqual(1);
  return rows[0];
}

/** Sums of floats in another order differ in their last digits. */
function expectSame(found: number | string | null | undefined, expected: number | null, name: string): void {
  if (expected === null || typeof found !== 'number') {
    expect(found, name).toBe(expected);
    return;
  }
  expect(Math.abs(found - expected), `${name}: ${found}, ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  );
}

const BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** In a table of different units a total is a text of three digits, or a whole number. */
function expectTotal(found: number | string | null | undefined, expected: number | null, name: string): void {
  if (typeof found !== 'string') {
    expectSame(found, expected, name);
    return;
  }
  const [, figure = '', unit = ''] = /^([\d.,]+)\u00a0?(\w*)$/.exec(found) ?? [];
  const value = Number(figure.replaceAll(',', '')) * (BYTES[unit] ?? 1);
  const off = Math.abs(value - (expected ?? Number.NaN));
  expect(off, `${name}: ${found}, ${expected}`).toBeLessThanOrEqual(
    0.5 + (unit === '' ? 1e-12 : 0.005) * Math.abs(expected ?? 0) + 1e-6,
  );
}

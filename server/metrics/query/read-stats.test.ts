import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { storedView } from '#server/metrics/samples/sample-tables.ts';
import { percentilesOf } from './percentiles-of.ts';
import { readStats } from './read-stats.ts';

type Value = number | null;
interface Row {
  entity: string;
  time: number;
  /** As stored: an integer, a decimal with two places, a double, and one too long to come as it is stored. */
  values: readonly [Value, Value, Value, Value];
}

/** As text: DuckDB makes a DECIMAL of a number first. */
const literal = (value: Value) => (value === null ? 'NULL' : `'${value}'`);
const METRICS = ['disk_read_bytes', 'disk_read_ops', 'disk_busy', 'disk_write_bytes'] as const;
const TYPES = ['INTEGER', 'DECIMAL(9, 2)', 'DOUBLE', 'DECIMAL(16, 3)'];
const sometimes = (value: fc.Arbitrary<number>) => fc.option(value, { freq: 4 });
const values = fc.tuple(
  sometimes(fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 })),
  sometimes(fc.integer({ min: -10_000, max: 10_000 }).map((cents) => cents / 100)),
  // Written out, −0 is 0.
  sometimes(fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => value + 0)),
  sometimes(fc.integer({ min: 0, max: 1e9 }).map((thousandths) => thousandths / 1000)),
);
/** Segments that follow each other, each by entity and time, and rows enough to fill more than one chunk. */
const days = fc.array(
  fc.dictionary(
    fc.constantFrom('sda', 'sdb', 'nvme0n1', ''),
    fc.array(values, { minLength: 1, maxLength: 30 }),
  ),
  { minLength: 1, maxLength: 4 },
);

const rowsOf = (segments: readonly Record<string, readonly Row['values'][]>[], times: number): Row[] =>
  segments.flatMap((entities, day) =>
    Object.entries(entities).flatMap(([entity, list]) =>
      Array.from({ length: list.length * times }, (_, at) => ({
        entity,
        time: day * 86_400_000 + at * 1000,
        values: list[at % list.length]!,
      })),
    ),
  );

/** The total of an even row: each value counts a second, but across the border of a day too. */
function expectedOf(rows: readonly Row[], entity: string, metric: number) {
  const known = rows
    .filter((row) => row.entity === entity)
    .map(({ values: list }) => list[metric] ?? null)
    .filter((value) => value !== null);
  if (known.length === 0) return { figures: { count: 0, min: null, avg: null, current: null }, mean: null };
  const [p50, p99] = percentilesOf(Float64Array.from(known), [0.5, 0.99]);
  const figures = {
    ...{ count: known.length, min: Math.min(...known) + 0, max: Math.max(...known) + 0, p50, p99 },
    current: known.at(-1),
  };
  return { figures, mean: meanOf(known) };
}

/**
 * The mean, and how far another sum of the same values may be from it: each of n additions is off by half an epsilon of
 * what was added up so far, which is no more than all sizes together, here and there; and each value and the quotient
 * are rounded once more. What adds up to nearly nothing may be off by far more than a part of itself.
 */
function meanOf(known: readonly number[]) {
  const sum = (list: readonly number[]) => list.reduce((all, value) => all + value, 0);
  const size = sum(known.map(Math.abs)) / known.length;
  return { value: sum(known) / known.length, within: (known.length + 2) * Number.EPSILON * size };
}

test('any rows of any entities in any types are summed up as written out', async () => {
  await fc.assert(
    fc.asyncProperty(
      days,
      fc.constantFrom(1, 1, 60),
      fc.boolean(),
      fc.constantFrom(1, 40, 1e6),
      async (segments, times, ascending, rowsAtOnce) => {
        const rows = rowsOf(segments, times);
        const found = await withDuckdb(async (connection) => {
          const columns = METRICS.map((id, index) => `${id} ${TYPES[index]}`);
          await connection.run(
            `CREATE TEMP TABLE ${storedView('disk')} (entity VARCHAR, time BIGINT, ${columns.join(', ')})`,
          );
          const given = ascending ? rows : rows.toReversed();
          const text = given.map(
            (row) => `('${row.entity}', ${row.time}, ${row.values.map(literal).join(', ')})`,
          );
          if (text.length > 0)
            await connection.run(`INSERT INTO ${storedView('disk')} VALUES ${text.join(', ')}`);
          return readStats(
            {
              connection,
              sources: new Map([['disk', [{ firstTime: 0, lastTime: 1, rows: rows.length }]]]),
              ascending: new Set(ascending ? ['disk' as const] : []),
              known: new Map([['disk', new Set<string>(METRICS)]]),
            },
            'disk',
            rowsAtOnce,
          );
        });
        const names = [...new Set(rows.map(({ entity }) => entity))].sort();
        expect(found.map(({ entity }) => entity)).toEqual(names);
        for (const { entity, samples, first, last, metrics } of found) {
          const times = rows.filter((row) => row.entity === entity).map(({ time }) => time);
          expect({ samples, first, last }).toEqual({
            samples: times.length,
            first: times[0],
            last: times.at(-1),
          });
          for (const [index, id] of METRICS.entries()) {
            const { figures, mean } = expectedOf(rows, entity, index);
            expect(metrics[id]).toMatchObject(figures);
            if (mean)
              expect(Math.abs((metrics[id]?.avg ?? Number.NaN) - mean.value)).toBeLessThanOrEqual(
                mean.within,
              );
          }
        }
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);

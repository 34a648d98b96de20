import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listValue } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { type MergedSegment, mergeSegment } from './merge-segment.ts';

const RUNS = Number(process.env.DRILL_ROUNDS ?? 30);

type Column = (number | null)[];

/** One segment of one entity with these values from time `from` on, delivered as `version`. */
const segment = (folder: string, values: Record<string, Column>, from = 0, version = 1n) => {
  const time = Object.values(values)[0]?.map((_, row) => from + row) ?? [];
  const columns = { time, entity: time.map(() => 'x'), values };
  return mergeSegment({ folder, kind: 'disk', batches: [{ version, columns }], old: [] });
};

/** DuckDB keeps what it read of a path: no two files here have the same. What a reader gets: all files at once, next to rows that are not sealed (DOUBLE). */
async function readBack(folder: string, segments: readonly MergedSegment[], metrics: readonly string[]) {
  const files = segments.map((_, index) => join(folder, `${randomUUID()}-${index}.parquet`));
  await Promise.all(segments.map(({ data }, index) => writeFile(files[index] ?? '', data)));
  return withDuckdb(async (connection) => {
    await connection.run(
      `CREATE TEMP TABLE fresh (entity VARCHAR, time BIGINT, version BIGINT, ${metrics.map((id) => `${id} DOUBLE`)})`,
    );
    await connection.run('SET VARIABLE files = $1', [listValue(files)]);
    return queryColumns(
      connection,
      `FROM (SELECT * FROM read_parquet(getvariable('files'), union_by_name = true) UNION ALL BY NAME FROM fresh)
       ORDER BY time`,
    );
  });
}

async function typesOf(folder: string, { data }: MergedSegment): Promise<Record<string, unknown>> {
  const path = join(folder, 'types.parquet');
  await writeFile(path, data);
  return withDuckdb(async (connection) => {
    const { column_name: names = [], column_type: types = [] } = await queryColumns(
      connection,
      `DESCRIBE FROM read_parquet('${path}')`,
    );
    return Object.fromEntries(names.map((name, index) => [name, types[index]]));
  });
}

test.each<[string, Column, string | undefined]>([
  ['whole numbers', [1, 2, null, -5], 'INTEGER'],
  ['large whole numbers', [2 ** 31, 0], 'BIGINT'],
  ['whole numbers beyond what is sure', [2 ** 53, 1], 'DOUBLE'],
  ['shares with two decimals', [12.34, 0.1, 99], 'DECIMAL(9,2)'],
  ['large values with decimals', [123456789.25], 'DECIMAL(16,2)'],
  ['too large for decimals', [12345678901.25], 'DOUBLE'],
  ['six decimals', [0.000001, 1.5], 'DECIMAL(9,6)'],
  ['seven decimals', [0.0000001], 'DOUBLE'],
  ['a division', [1 / 3], 'DOUBLE'],
  ['decimals only behind the first look', [...new Array<number>(4000).fill(1), 0.25], 'DECIMAL(9,2)'],
  ['a division behind the first look', [...new Array<number>(4000).fill(1), 1 / 3], 'DOUBLE'],
  ['minus zero', [1, -0], 'DOUBLE'],
  ['next to a decimal', [0.1 + 0.2], 'DOUBLE'],
  ['nothing at all', [null, null], undefined],
])('%s', async (_, values, type) => {
  await withScratch(async (folder) => {
    const made = await segment(folder, { value: values, anchor: values.map(() => 1) });
    expect((await typesOf(folder, made)).value).toBe(type);
    const { value = [] } = await readBack(folder, [made], ['value']);
    expect(value.map((one, row) => Object.is(one, values[row])).every(Boolean)).toBe(true);
  });
});

const decimal = (decimals: number, digits: number) =>
  fc.integer({ min: -(10 ** digits), max: 10 ** digits }).map((whole) => Number(`${whole}e-${decimals}`) + 0);
const value = fc.oneof(
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((decimals) => decimal(decimals, Math.min(15, 9 + decimals))),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
);
/** Mostly of one sort, as measured columns are. */
const column = fc.oneof(
  ...[0, 1, 2, 3, 4, 5, 6].map((decimals) =>
    fc.array(fc.option(decimal(decimals, 9 + decimals), { freq: 9 }), { minLength: 1, maxLength: 20 }),
  ),
  fc.array(fc.option(value, { freq: 9 }), { minLength: 1, maxLength: 20 }),
  fc.array(fc.option(fc.maxSafeInteger(), { freq: 9 }), { minLength: 1, maxLength: 20 }),
);

test('whatever types segments have, each value comes back to the bit, read together and merged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(column, { minLength: 1, maxLength: 4 }), (columns) =>
      withScratch(async (folder) => {
        const made: MergedSegment[] = [];
        let from = 0;
        for (const values of columns) {
          made.push(await segment(folder, { value: values, anchor: values.map(() => 1) }, from));
          from += values.length;
        }
        const all = columns.flat();
        const same = (read: readonly unknown[] = []) =>
          read.length === all.length && read.every((one, row) => Object.is(one, all[row]));
        expect(same((await readBack(folder, made, ['value'])).value)).toBe(true);
        const merged = await mergeSegment({
          folder,
          kind: 'disk',
          batches: [],
          old: made.map(({ data }) => data),
        });
        expect(merged.rowCount).toBe(all.length);
        expect(same((await readBack(folder, [merged], ['value'])).value)).toBe(true);
      }),
    ),
    { numRuns: RUNS },
  );
});

test('of rows for one entity and time the newest is kept and the others are counted', async () => {
  await withScratch(async (folder) => {
    const [first, second] = [
      await segment(folder, { a: [1, 2, 3], b: [1, 2, 3] }, 0, 5n),
      await segment(folder, { a: [20, 30, 40] }, 1, 9n),
    ];
    const third = { time: [2, 0], entity: ['x', 'w'], values: { a: [7.5, 8], c: [1, null] } };
    const merged = await mergeSegment({
      folder,
      kind: 'disk',
      batches: [{ version: 7n, columns: third }],
      old: [first.data, second.data],
    });
    expect(merged).toMatchObject({ rowCount: 5, replaced: 3, firstTime: new Date(0), lastTime: new Date(3) });
    const path = join(folder, 'merged.parquet');
    await writeFile(path, merged.data);
    await withDuckdb(async (connection) => {
      const rows = await queryColumns(
        connection,
        `SELECT entity, time::INT AS time, version::INT AS version, a::DOUBLE AS a, b FROM read_parquet('${path}')`,
      );
      expect(rows).toEqual({
        entity: ['w', 'x', 'x', 'x', 'x'],
        time: [0, 0, 1, 2, 3],
        version: [7, 5, 9, 9, 9],
        a: [8, 1, 20, 30, 40],
        b: [null, 1, null, null, null],
      });
    });
    const alone = await mergeSegment({ folder, kind: 'disk', batches: [], old: [], files: [path] });
    expect(alone).toMatchObject({ rowCount: 5, replaced: 0 });
    expect(alone.sha256).toEqual(merged.sha256);
  });
});

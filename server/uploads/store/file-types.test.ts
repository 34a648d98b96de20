import { expect, test } from 'vitest';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { chooseTypes } from '#server/metrics/segments/choose-types.ts';
import { fileTypes } from './file-types.ts';

/** Column → its value in row i of 10,000; what is odd comes after the rows from which types are guessed. */
const COLUMNS: Record<string, string> = {
  whole: 'i * 7 % 1000',
  large: 'i * 1e9',
  larger_later: 'CASE WHEN i = 9000 THEN 4e9 ELSE i END',
  percent: 'round(i / 7.0 % 100, 2)',
  finer_later: 'CASE WHEN i = 9000 THEN 0.123 ELSE round(i / 7.0 % 100, 2) END',
  third_later: 'CASE WHEN i = 9000 THEN 1.0 / 3 ELSE i / 4.0 END',
  third: 'i / 3.0',
  noisy: '100 - 0.1 * i - 1.7',
  minus_zero_later: "CASE WHEN i = 9000 THEN '-0'::DOUBLE ELSE i END",
  negative: '-i / 10.0',
  wide_later: 'CASE WHEN i = 9000 THEN 123456789.25 ELSE i / 4.0 END',
  too_wide_later: 'CASE WHEN i = 9000 THEN 12345678901.25 ELSE i / 4.0 END',
  empty: 'NULL',
  late: 'CASE WHEN i > 5000 THEN i / 100.0 END',
  gaps: 'CASE WHEN i % 3 = 0 THEN i / 100.0 END',
  micro: 'round(i / 7.0, 6)',
  nano: 'round(i / 7.0, 9)',
};

test('types are those of chooseTypes, and give every value back to the bit', async () => {
  await withDuckdb(async (connection) => {
    const names = Object.keys(COLUMNS);
    const columns = Object.entries(COLUMNS).map(([name, sql]) => `(${sql})::DOUBLE AS ${quoteName(name)}`);
    await connection.run(
      `CREATE TEMP TABLE file AS SELECT ${columns.join(', ')} FROM (SELECT range::DOUBLE AS i FROM range(10000))`,
    );
    const types = await fileTypes(connection, 'file', names);
    expect([...types]).toEqual([...(await chooseTypes(connection, 'file', names))]);
    for (const [name, type] of types) {
      const column = quoteName(name);
      const { 0: row } = (
        await connection.runAndReadAll(
          `SELECT count_if(back IS DISTINCT FROM ${column} OR signbit(back) <> signbit(${column}))
             FROM (SELECT ${column}, ${column}::${type}::DOUBLE AS back FROM file)`,
        )
      ).getRows();
      expect(Number(row?.[0]), `${name} as ${type}`).toBe(0);
    }
  });
});

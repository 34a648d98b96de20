import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { summarizeFile } from './summarize-file.ts';

const METRICS = ['a', 'absent', 'b', 'c'];
const BEGIN = 1_800_000_000_000;
const HOUR = 3_600_000;

/** Summaries of a file of two entities: a counts up, b is unknown for the second entity, c is half zero. */
const summarize = (rows: number) =>
  withScratch((folder) =>
    withDuckdb(async (connection) => {
      const path = join(folder, 'file.parquet');
      await connection.run(
        `COPY (SELECT 'e' || i % 2 AS entity, ${BEGIN} + (i // 2) * (${2 * HOUR} // (${rows} // 2)) AS time, 1 AS version,
                      i AS a, CASE WHEN i % 2 = 0 THEN 2.5 END AS b, CASE WHEN i % 4 < 2 THEN 0 ELSE 7 END AS c
                 FROM range(${rows}) t (i)) TO $path (FORMAT parquet)`,
        { path },
      );
      return summarizeFile(connection, path, METRICS);
    }),
  );

// All metrics of the first file are looked at together, those of the last one by one.
test.each([80, 30_000, 60_000])('a file of %i rows: by hour, entity and metric', async (rows) => {
  const hours = await summarize(rows);
  expect(hours.map(({ entity, hour }) => [entity, hour])).toEqual([
    ['e0', BEGIN],
    ['e0', BEGIN + HOUR],
    ['e1', BEGIN],
    ['e1', BEGIN + HOUR],
  ]);
  const count = rows / 4;
  const [first, , third, last] = hours.map(({ metrics }) => metrics);
  expect(first).toMatchObject([
    { count, min: 0, max: rows / 2 - 2, sum: (count * (rows / 2 - 2)) / 2 },
    undefined,
    { count, min: 2.5, max: 2.5, sum: 2.5 * count, buckets: { zeros: 0, counts: [count] } },
    { count, min: 0, max: 7, sum: 3.5 * count, buckets: { zeros: count / 2, counts: [count / 2] } },
  ]);
  expect(third?.[2]).toBeUndefined();
  expect(last?.[0]).toMatchObject({ count, min: rows / 2 + 1, max: rows - 1 });
});

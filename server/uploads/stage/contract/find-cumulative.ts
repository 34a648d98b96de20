import type { DuckDBConnection } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';

/** Rows of the beginning that are looked at: enough to tell, and it costs nothing. */
const EXAMINED = 2000;
const FEWEST_STEPS = 19;
/** A counter stands high above what an interval adds to it; a rate that rises by chance does not. */
const TIMES_ITS_STEPS = 5;

/**
 * The columns among `columns` (rates) that look like counters: over 20 rows and more of one entity they never fall,
 * mostly rise, and are large against what they rise by.
 */
export async function findCumulative(
  connection: DuckDBConnection,
  from: string,
  columns: readonly string[],
): Promise<string[]> {
  if (columns.length === 0) return [];
  const names = columns.map(quoteName);
  const steps = names.map((name, index) => `${name} - lag(${name}) OVER series AS step${index}`);
  const looks = names.map(
    (name, index) =>
      `count(step${index}) >= ${FEWEST_STEPS} AND min(step${index}) >= 0
       AND count(*) FILTER (step${index} > 0) * 2 > count(step${index})
       AND avg(${name}) > ${TIMES_ITS_STEPS} * avg(step${index}) AS looks${index}`,
  );
  const found = await queryColumns(
    connection,
    `WITH steps AS (
       SELECT machine, entity, ${names.join(', ')}, ${steps.join(', ')}
         FROM (SELECT * FROM ${from} WHERE line <= ${EXAMINED})
       WINDOW series AS (PARTITION BY machine, entity ORDER BY time, line)
     ), judged AS (SELECT ${looks.join(', ')} FROM steps GROUP BY machine, entity)
     SELECT ${names.map((_, index) => `bool_or(looks${index}) AS looks${index}`).join(', ')} FROM judged`,
  );
  return columns.filter((_, index) => found[`looks${index}`]?.[0] === true);
}

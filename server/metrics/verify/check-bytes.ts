import type { DuckDBConnection } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { isIntact } from '#server/metrics/segments/is-intact.ts';
import type { StoredSegment } from './stored-segment.ts';

/** What is wrong with a segment's bytes (`path`) or with what its row says of them; empty: nothing. */
export async function checkBytes(
  connection: DuckDBConnection,
  path: string,
  segment: StoredSegment,
): Promise<string[]> {
  const problems: string[] = [];
  if (!(await isIntact(path, segment.sha256))) problems.push('its bytes do not match its SHA-256');
  const facts = await queryColumns(
    connection,
    // The rows in the order of the file; a window without an order keeps it.
    `SELECT count(*)::DOUBLE AS rows, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
            count_if(entity < before OR (entity = before AND time < earlier))::DOUBLE AS disorder,
            count_if(entity = before AND time = earlier)::DOUBLE AS doubled,
            count_if(entity IS NULL OR time IS NULL OR version IS NULL)::DOUBLE AS nameless
       FROM (SELECT entity, time, version, lag(entity) OVER () AS before, lag(time) OVER () AS earlier
               FROM read_parquet($path))`,
    { path },
  ).catch((error: Error) => error);
  if (facts instanceof Error) return [...problems, `it cannot be read: ${facts.message.split('\n')[0]}`];
  const number = (name: string) => Number(facts[name]?.[0]);
  const iso = (time: number | Date) => new Date(time).toISOString();
  if (number('rows') !== segment.rowCount)
    problems.push(`it has ${number('rows')} samples, its row says ${segment.rowCount}`);
  else if (number('first') !== segment.firstTime.getTime() || number('last') !== segment.lastTime.getTime())
    problems.push(
      `it has samples from ${iso(number('first'))} to ${iso(number('last'))}, its row says from ${iso(segment.firstTime)} to ${iso(segment.lastTime)}`,
    );
  if (number('disorder') > 0) problems.push(`${number('disorder')} samples are not in order`);
  if (number('doubled') > 0) problems.push(`${number('doubled')} samples are there twice`);
  if (number('nameless') > 0) problems.push(`${number('nameless')} samples lack entity, time or version`);
  return problems;
}

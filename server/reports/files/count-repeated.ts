import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import { KINDS } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { judgeOrder } from '#server/metrics/samples/judge-order.ts';
import type { DayOfFile } from './types.ts';

/** How many rows the days of one machine have of an entity and time that another of them has as well. */
export async function countRepeated(
  connection: DuckDBConnection,
  days: readonly DayOfFile[],
): Promise<number> {
  let repeated = 0;
  for (const kind of KINDS) {
    const own = days.filter((day) => day.kind === kind);
    if (!judgeOrder(own).overlapping) continue;
    const { count } = await queryColumns(
      connection,
      `SELECT count(*)::DOUBLE AS count FROM
         (SELECT DISTINCT entity, time FROM read_parquet($files, union_by_name = true))`,
      { files: listValue(own.map(({ path }) => path)) },
    );
    repeated += own.reduce((sum, { rows }) => sum + rows, 0) - Number(count?.[0]);
  }
  return repeated;
}

import { listValue } from '@duckdb/node-api';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { CHOSEN_KINDS, type ChosenKind } from '../missing-devices.ts';
import type { ReadFiles } from './types.ts';

/** The disks and interfaces of which files that were read have samples, of all machines. */
export function listDevices({ days }: ReadFiles): Promise<Record<ChosenKind, string[]>> {
  return withDuckdb(async (connection) => {
    const found: Record<ChosenKind, string[]> = { disk: [], net: [] };
    for (const kind of CHOSEN_KINDS) {
      const files = days.flatMap((day) => (day.kind === kind ? [day.path] : []));
      if (files.length === 0) continue;
      const { entity = [] } = await queryColumns(
        connection,
        'SELECT DISTINCT entity FROM read_parquet($files, union_by_name = true)',
        { files: listValue(files) },
      );
      found[kind] = entity.map(String);
    }
    return found;
  });
}

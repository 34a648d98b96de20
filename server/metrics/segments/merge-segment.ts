import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, listValue } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { createUnsealed } from '#server/metrics/samples/create-unsealed.ts';
import { loadBatches, type NumberedColumns } from '#server/metrics/samples/load-batches.ts';
import { unsealedTable } from '#server/metrics/samples/sample-tables.ts';
import { chooseTypes } from './choose-types.ts';
import { writeSegmentFile } from './write-segment-file.ts';

/** A segment's bytes (Parquet, zstd) and what its row says of them. */
export interface MergedSegment {
  data: Buffer;
  sha256: Buffer;
  rowCount: number;
  firstTime: Date;
  lastTime: Date;
  /** Rows that lost against a newer one of the same entity and time. */
  replaced: number;
}

/** What every segment has beside its metrics. */
const FRAME = ['entity', 'time', 'version'];

/**
 * Merges batches, Parquet files and older segments of one kind into one segment: columns entity, time (Unix ms),
 * version (the batch each row came in, so that order of delivery survives any merging) and the metrics, sorted by
 * entity and time, one row per entity and time. Columns of older segments that the catalogue no longer has are kept,
 * those without any value are left out. Each metric has the narrowest type that gives its values back to the bit (see
 * chooseTypes); a reader takes all as DOUBLE.
 * @param input.folder scratch folder; files in it are left to the caller
 * @param input.old bytes of segments, or their files in scratch
 * @param input.files Parquet files in scratch, of the columns of a segment in any numeric types
 * @param input.smallest tries several ways to write the file, for data that is kept for a month
 */
export async function mergeSegment(input: {
  folder: string;
  kind: Kind;
  batches: readonly NumberedColumns[];
  old: readonly (Buffer | string)[];
  files?: readonly string[];
  smallest?: boolean;
}): Promise<MergedSegment> {
  const files = [...(input.files ?? [])];
  for (const old of input.old) {
    const path = typeof old === 'string' ? old : join(input.folder, `${randomUUID()}.parquet`);
    if (typeof old !== 'string') await writeFile(path, old);
    files.push(path);
  }
  const { facts, path } = await withDuckdb(async (connection) => {
    const metrics = await defineGiven(connection, { ...input, files });
    const state = await judgeRows(connection, input.batches.length === 0 && files.length === 1);
    if (state.replaced > 0)
      await connection.run(
        `CREATE TEMP TABLE merged AS FROM given
          QUALIFY row_number() OVER (PARTITION BY entity, time ORDER BY version DESC) = 1`,
      );
    const table = state.replaced > 0 ? 'merged' : 'given';
    const rows = state.rows - state.replaced;
    const types = await chooseTypes(connection, table, metrics, rows);
    const columns = [...types].map(([id, type]) => `, ${quoteName(id)}::${type} AS ${quoteName(id)}`);
    const sql = `SELECT entity, time, version${columns.join('')} FROM ${table} ${state.sorted ? '' : 'ORDER BY entity, time'}`;
    const path = await writeSegmentFile(connection, {
      sql,
      folder: input.folder,
      rows,
      smallest: input.smallest ?? false,
    });
    return { facts: state, path };
  });
  const data = await readFile(path);
  const { rows, first, last, replaced } = facts;
  return {
    data,
    sha256: createHash('sha256').update(data).digest(),
    rowCount: rows - replaced,
    firstTime: new Date(first),
    lastTime: new Date(last),
    replaced,
  };
}

/** Makes the view `given` over all rows, metrics as DOUBLE, and tells the metrics. */
async function defineGiven(
  connection: DuckDBConnection,
  input: { kind: Kind; batches: readonly NumberedColumns[]; files: readonly string[] },
): Promise<string[]> {
  const { kind, batches, files } = input;
  const delivered = [...new Set(batches.flatMap(({ columns }) => Object.keys(columns.values)))];
  const sources: string[] = [];
  if (batches.length > 0) {
    await createUnsealed(connection, kind, delivered);
    await loadBatches(connection, unsealedTable(kind), delivered, batches);
    sources.push(`SELECT * FROM ${unsealedTable(kind)}`);
  }
  if (files.length > 0) {
    // A view takes no parameters.
    await connection.run('SET VARIABLE merge_files = $1', [listValue([...files])]);
    sources.push(`SELECT * FROM read_parquet(getvariable('merge_files'), union_by_name = true)`);
  }
  const all = sources.join(' UNION ALL BY NAME ');
  const { column_name: names = [] } = await queryColumns(connection, `DESCRIBE ${all}`);
  const metrics = names.map(String).filter((name) => !FRAME.includes(name));
  const columns = metrics.map((id) => `, ${quoteName(id)}::DOUBLE AS ${quoteName(id)}`);
  await connection.run(
    `CREATE TEMP VIEW given AS SELECT entity, time, version${columns.join('')} FROM (${all})`,
  );
  return metrics;
}

interface RowState {
  rows: number;
  first: number;
  last: number;
  replaced: number;
  sorted: boolean;
}

/** Looks at entity and time only, which is cheap beside what sorting whole rows costs; a single file may be sorted. */
async function judgeRows(connection: DuckDBConnection, single: boolean): Promise<RowState> {
  const facts = await queryColumns(
    connection,
    single
      ? `SELECT count(*)::DOUBLE AS rows, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
                count_if(entity < before OR (entity = before AND time <= earlier))::DOUBLE AS disorder
           FROM (SELECT entity, time, lag(entity) OVER () AS before, lag(time) OVER () AS earlier FROM given)`
      : `SELECT count(*)::DOUBLE AS rows, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last FROM given`,
  );
  const number = (name: string) => Number(facts[name]?.[0]);
  const found = { rows: number('rows'), first: number('first'), last: number('last') };
  if (single && number('disorder') === 0) return { ...found, replaced: 0, sorted: true };
  const distinct = await queryColumns(
    connection,
    'SELECT count(*)::DOUBLE AS rows FROM (SELECT DISTINCT entity, time FROM given)',
  );
  return { ...found, replaced: found.rows - Number(distinct.rows?.[0]), sorted: false };
}

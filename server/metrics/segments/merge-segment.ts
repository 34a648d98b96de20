import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listValue } from '@duckdb/node-api';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { createUnsealed } from '#server/metrics/samples/create-unsealed.ts';
import { loadBatches, type NumberedColumns } from '#server/metrics/samples/load-batches.ts';
import { unsealedTable } from '#server/metrics/samples/sample-tables.ts';

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

/**
 * Merges batches, Parquet files and older segments of one kind into one segment: columns entity, time (Unix ms), version (the batch
 * each row came in, so that order of delivery survives any merging) and the metrics, sorted by entity and time, one
 * row per entity and time. Columns of older segments that the catalogue no longer has are kept.
 * @param input.folder scratch folder; files in it are left to the caller
 * @param input.files Parquet files in scratch, of the columns of a segment in any numeric types
 */
export async function mergeSegment(input: {
  folder: string;
  kind: Kind;
  batches: readonly NumberedColumns[];
  old: readonly Buffer[];
  files?: readonly string[];
}): Promise<MergedSegment> {
  const { folder, kind, batches } = input;
  const metrics = [...new Set(batches.flatMap(({ columns }) => Object.keys(columns.values)))];
  const files = [...(input.files ?? [])];
  for (const blob of input.old) {
    const path = join(folder, `${randomUUID()}.parquet`);
    await writeFile(path, blob);
    files.push(path);
  }
  const target = join(folder, `${randomUUID()}.parquet`);
  const facts = await withDuckdb(async (connection) => {
    await createUnsealed(connection, kind, metrics);
    await loadBatches(connection, unsealedTable(kind), metrics, batches);
    const sealed = 'UNION ALL BY NAME SELECT * FROM read_parquet($files, union_by_name = true)';
    await connection.run(
      `CREATE TEMP TABLE given AS
         SELECT entity, time, version, * EXCLUDE (entity, time, version) FROM ${unsealedTable(kind)}
         ${files.length > 0 ? sealed : ''}`,
      files.length > 0 ? { files: listValue(files) } : {},
    );
    await connection.run(
      `CREATE TEMP TABLE merged AS FROM given
        QUALIFY row_number() OVER (PARTITION BY entity, time ORDER BY version DESC) = 1`,
    );
    await connection.run(
      `COPY (SELECT * FROM merged ORDER BY entity, time)
         TO $target (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)`,
      { target },
    );
    return queryColumns(
      connection,
      `SELECT count(*)::DOUBLE AS rows, min(time)::DOUBLE AS first, max(time)::DOUBLE AS last,
              (SELECT count(*) FROM given)::DOUBLE AS given FROM merged`,
    );
  });
  const data = await readFile(target);
  return {
    data,
    sha256: createHash('sha256').update(data).digest(),
    rowCount: Number(facts.rows?.[0]),
    replaced: Number(facts.given?.[0]) - Number(facts.rows?.[0]),
    firstTime: new Date(Number(facts.first?.[0])),
    lastTime: new Date(Number(facts.last?.[0])),
  };
}

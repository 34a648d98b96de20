import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import type { BatchData } from '#server/metrics/samples/batch-data.ts';
import { cutBatch } from '#server/metrics/samples/cut-batch.ts';
import { fetchFiles } from './fetch-files.ts';
import { mergeSegment } from './merge-segment.ts';
import { replaceSegments } from './replace-segments.ts';

const HOUR = 3600 * 1000;

/** A machine's samples from `first` to `last`, both included. */
interface Removal {
  machineId: string;
  first: Date;
  last: Date;
}

/**
 * Removes all samples of a machine in a range of time, and its events, in the caller's transaction, under its locks on
 * the machine and its samples (lockSamples). A batch or segment that reaches out of the range is replaced by one of
 * what is left. Rollups of hours within the range go, also where the samples were gone before; those of the hours at
 * its ends are made anew from the segments. A file whose samples these were may be handed in again.
 * @param folder scratch
 * @returns how many host samples were removed
 */
export async function removeSamples(client: PoolClient, folder: string, range: Removal): Promise<number> {
  const removed = (await cutBatches(client, range)) + (await cutSegments(client, folder, range));
  const { machineId, first, last } = range;
  await client.query(
    `DELETE FROM rollup_hour WHERE machine_id = $1 AND hour >= $2 AND hour + interval '1 hour' <= $3`,
    [machineId, first, new Date(last.getTime() + 1)],
  );
  // Hours at the ends that no segment makes anew.
  await client.query(
    `DELETE FROM rollup_hour r WHERE machine_id = $1 AND hour > $2 AND hour <= $3 AND NOT final
        AND NOT EXISTS (SELECT FROM segment s WHERE s.machine_id = r.machine_id AND s.kind = r.kind
                           AND s.ends_at > r.hour AND s.starts_at <= r.hour)`,
    [machineId, new Date(first.getTime() - HOUR), last],
  );
  await client.query('DELETE FROM machine_event WHERE machine_id = $1 AND at BETWEEN $2 AND $3', [
    machineId,
    first,
    last,
  ]);
  await client.query(
    `UPDATE upload SET sha256 = NULL
      WHERE $1 = ANY (machines) AND sha256 IS NOT NULL AND status = 'done'
        AND (result -> 'data_range' ->> 'start')::timestamptz <= $3
        AND (result -> 'data_range' ->> 'end')::timestamptz >= $2`,
    [machineId, first, last],
  );
  return removed;
}

async function cutBatches(client: PoolClient, { machineId, first, last }: Removal): Promise<number> {
  const { rows } = await client.query<{ id: string; data: BatchData }>(
    'SELECT id, data FROM sample_batch WHERE machine_id = $1 AND last_time >= $2 AND first_time <= $3 ORDER BY id',
    [machineId, first, last],
  );
  let removed = 0;
  const empty: string[] = [];
  for (const { id, data } of rows) {
    const cut = cutBatch(data, (time) => time < first.getTime() || time > last.getTime());
    removed += (data.host?.time.length ?? 0) - (cut.data.host?.time.length ?? 0);
    if (cut.rows === 0) empty.push(id);
    else
      await client.query(
        'UPDATE sample_batch SET data = $2, row_count = $3, first_time = $4, last_time = $5 WHERE id = $1',
        [id, JSON.stringify(cut.data), cut.rows, new Date(cut.firstTime), new Date(cut.lastTime)],
      );
  }
  await client.query('DELETE FROM sample_batch WHERE id = ANY($1)', [empty]);
  return removed;
}

interface Reached {
  id: string;
  kind: Kind;
  startsAt: Date;
  endsAt: Date;
  rowCount: number;
  whole: boolean;
}

async function cutSegments(
  client: PoolClient,
  folder: string,
  { machineId, first, last }: Removal,
): Promise<number> {
  const { rows } = await client.query<Reached>(
    `SELECT id, kind, starts_at AS "startsAt", ends_at AS "endsAt", row_count AS "rowCount",
            first_time >= $2 AND last_time <= $3 AS whole
       FROM segment WHERE machine_id = $1 AND last_time >= $2 AND first_time <= $3`,
    [machineId, first, last],
  );
  let removed = 0;
  for (const { id, kind, startsAt, endsAt, rowCount, whole } of rows) {
    const left = whole ? null : await copyRest(client, folder, { id, first, last });
    if (left === null) await client.query('DELETE FROM segment WHERE id = $1', [id]);
    else
      await replaceSegments(client, {
        machineId,
        kind,
        span: { startsAt, endsAt },
        old: [id],
        merged: await mergeSegment({ folder, kind, batches: [], old: [left.path] }),
      });
    if (kind === 'host') removed += rowCount - (left?.rows ?? 0);
  }
  return removed;
}

/** The rows of a segment outside the range, as a file; null where there are none. */
async function copyRest(
  client: PoolClient,
  folder: string,
  { id, first, last }: { id: string; first: Date; last: Date },
): Promise<{ path: string; rows: number } | null> {
  const [source = ''] = await fetchFiles(client, folder, [{ id }]);
  const path = join(folder, `${randomUUID()}.parquet`);
  return withDuckdb(async (connection) => {
    // COPY takes no parameters inside its query.
    await connection.run('SET VARIABLE cut_file = $1', [source]);
    await connection.run('SET VARIABLE cut_first = $1::BIGINT', [String(first.getTime())]);
    await connection.run('SET VARIABLE cut_last = $1::BIGINT', [String(last.getTime())]);
    const rest = `FROM read_parquet(getvariable('cut_file')) WHERE time < getvariable('cut_first') OR time > getvariable('cut_last')`;
    const { rows = [] } = await queryColumns(connection, `SELECT count(*)::DOUBLE AS rows ${rest}`);
    if (Number(rows[0]) === 0) return null;
    await connection.run(`COPY (SELECT * ${rest}) TO $target (FORMAT parquet)`, { target: path });
    return { path, rows: Number(rows[0]) };
  });
}

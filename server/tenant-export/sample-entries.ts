import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { copySql } from '#server/metrics/export/copy-sql.ts';
import { type OpenExport, openExport } from '#server/metrics/export/open-export.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry } from './entry.ts';
import { pathNames } from './path-names.ts';

const READ_BYTES = 256 * 1024;

interface SampledMachine {
  id: string;
  name: string;
  /** First and last sample, Unix ms. */
  first: number;
  last: number;
}

/** Every machine's raw samples as Parquet, a file per kind; one machine is open at a time, one file on disk. */
export async function* sampleEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const machines = await listSampled(ctx);
  const names = pathNames(machines);
  for (const { id, first, last } of machines) {
    const source = await openExport(ctx, {
      machineId: id,
      start: new Date(first),
      end: new Date(last + 1),
      kind: 'all',
      format: 'parquet',
      resolution: 'raw',
    });
    try {
      for (const kind of source.kinds)
        yield fileEntry(source, kind, `samples/${names.get(id)}/${kind}.parquet`);
    } finally {
      await source.close();
    }
  }
}

async function listSampled(ctx: TenantContext): Promise<SampledMachine[]> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<SampledMachine>(
    `SELECT m.id, m.machine_id AS name, floor(extract(epoch FROM min(s.first_time)) * 1000)::float8 AS first,
            ceil(extract(epoch FROM max(s.last_time)) * 1000)::float8 AS last
       FROM machine m JOIN (SELECT machine_id, first_time, last_time FROM segment
                            UNION ALL SELECT machine_id, first_time, last_time FROM sample_batch) s
         ON s.machine_id = m.id
      GROUP BY m.id ORDER BY m.machine_id`,
  );
  return rows;
}

function fileEntry(source: OpenExport, kind: Kind, path: string): ExportEntry {
  let rows: number | null = null;
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    const target = join(source.folder, `all-${kind}`);
    const slice = { kind, from: source.start, to: source.end, head: true };
    await source.write(copySql(source, slice), { machine: source.machineId, target });
    rows = await withDuckdb(async (connection) => {
      const sql = 'SELECT count(*)::INTEGER AS rows FROM read_parquet($target)';
      return Number((await queryColumns(connection, sql, { target })).rows?.[0]);
    });
    yield* createReadStream(target, { highWaterMark: READ_BYTES });
    await rm(target, { force: true });
  };
  return { path, compress: false, bytes: bytes(), rows: () => rows };
}

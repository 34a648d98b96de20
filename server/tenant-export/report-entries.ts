import type { Pool } from 'pg';
import { tenantDb } from '#server/db/tenant-db.ts';
import { reportFilename } from '#server/reports/report-filename.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry } from './entry.ts';
import { pathNames } from './path-names.ts';

const PART_BYTES = 512 * 1024;

/** The files of every finished report, in parts. */
export async function* reportEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{
    id: string;
    format: 'pdf' | 'html';
    machine: string;
    start: Date;
    end: Date;
  }>(
    `SELECT r.id, f.format, m.machine_id AS machine, r.range_start AS start, r.range_end AS end
       FROM report r JOIN report_file f ON f.report_id = r.id JOIN machine m ON m.id = r.machine_id
      ORDER BY r.created_at, r.id, f.format DESC`,
  );
  const names = pathNames(
    rows
      .filter(({ id }, at) => rows[at - 1]?.id !== id)
      .map(({ id, machine, start, end }) => ({
        id,
        name: reportFilename(machine, start, end, 'pdf').replace(/\.pdf$/, ''),
      })),
  );
  for (const { id, format } of rows)
    yield {
      path: `reports/${names.get(id)}.${format}`,
      compress: false,
      bytes: readParts(pool, id, format),
      rows: () => null,
    };
}

/** A file never changes once it is there; stored uncompressed, its parts are read without the rest. */
async function* readParts(pool: Pool, id: string, format: string): AsyncGenerator<Uint8Array> {
  for (let from = 1; ; from += PART_BYTES) {
    const { rows } = await pool.query<{ part: Buffer }>(
      `SELECT substring(data FROM $3::integer FOR $4::integer) AS part FROM report_file
        WHERE report_id = $1 AND format = $2`,
      [id, format, from, PART_BYTES],
    );
    const part = rows[0]?.part;
    // Deleted meanwhile, it is cut off, which its digest and the missing row show.
    if (part === undefined || part.byteLength === 0) return;
    yield part;
    if (part.byteLength < PART_BYTES) return;
  }
}

import type { Pool } from 'pg';
import { tenantDb } from '#server/db/tenant-db.ts';
import { reportFilename } from '#server/reports/report-filename.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry } from './entry.ts';
import { pathNames } from './path-names.ts';

const PART_BYTES = 512 * 1024;

/** The PDF of every finished report, in parts. */
export async function* reportEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; machine: string; start: Date; end: Date }>(
    `SELECT r.id, m.machine_id AS machine, r.range_start AS start, r.range_end AS end
       FROM report r JOIN machine m ON m.id = r.machine_id
      WHERE r.data IS NOT NULL ORDER BY r.created_at, r.id`,
  );
  const names = pathNames(
    rows.map(({ id, machine, start, end }) => ({
      id,
      name: reportFilename(machine, start, end).replace(/\.pdf$/, ''),
    })),
  );
  for (const { id } of rows)
    yield {
      path: `reports/${names.get(id)}.pdf`,
      compress: false,
      bytes: readParts(pool, id),
      rows: () => null,
    };
}

/** A file never changes once it is there; stored uncompressed, its parts are read without the rest. */
async function* readParts(pool: Pool, id: string): AsyncGenerator<Uint8Array> {
  for (let from = 1; ; from += PART_BYTES) {
    const { rows } = await pool.query<{ part: Buffer }>(
      'SELECT substring(data FROM $2::integer FOR $3::integer) AS part FROM report WHERE id = $1',
      [id, from, PART_BYTES],
    );
    const part = rows[0]?.part;
    // Deleted meanwhile, it is cut off, which its digest and the missing row show.
    if (part === undefined || part.byteLength === 0) return;
    yield part;
    if (part.byteLength < PART_BYTES) return;
  }
}

import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { requireExport } from './require-export.ts';

/** What an export of everything holds, about. */
export interface TenantSize {
  machines: number;
  /** Rows of samples, of all kinds. */
  samples: number;
  reports: number;
  /** Bytes of the zip, about. */
  bytes: number;
}

/** How large an export of everything would be. @throws AppError FORBIDDEN */
export async function measureTenant(ctx: TenantContext): Promise<TenantSize> {
  requireExport(ctx);
  const { pool } = await tenantDb(ctx.tenant);
  // Lengths of what is stored beside the rows are known without reading it.
  const { rows } = await pool.query<TenantSize>(
    `SELECT (SELECT count(*) FROM machine)::int AS machines,
            ((SELECT coalesce(sum(row_count), 0) FROM segment)
              + (SELECT coalesce(sum(row_count), 0) FROM sample_batch))::float8 AS samples,
            (SELECT count(DISTINCT report_id) FROM report_file)::int AS reports,
            ((SELECT coalesce(sum(octet_length(data)), 0) FROM segment)
              + (SELECT coalesce(sum(pg_column_size(data)), 0) FROM sample_batch)
              + (SELECT coalesce(sum(byte_count), 0) FROM report_file)
              + (SELECT count(*) FROM audit_entry) * 60 + 10000)::float8 AS bytes`,
  );
  return rows[0] ?? { machines: 0, samples: 0, reports: 0, bytes: 0 };
}

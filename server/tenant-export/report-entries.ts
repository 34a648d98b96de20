import { tenantDb } from '#server/db/tenant-db.ts';
import { reportFilename } from '#server/reports/report-filename.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ExportEntry } from './entry.ts';
import { pathNames } from './path-names.ts';

/** The PDF of every finished report; one is in memory at a time. */
export async function* reportEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const { pool, prisma } = await tenantDb(ctx.tenant);
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
  for (const { id } of rows) {
    const file = await prisma.report.findUnique({ where: { id }, select: { data: true } });
    // Deleted meanwhile.
    if (!file?.data) continue;
    const { data } = file;
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield data;
    };
    yield { path: `reports/${names.get(id)}.pdf`, compress: false, bytes: bytes(), rows: () => null };
  }
}

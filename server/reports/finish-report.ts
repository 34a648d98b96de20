import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Heard by live pages; the payload is `<tenantId>:<reportId>`. */
const CHANNEL = 'perfanalysis_reports';

/**
 * Stores what became of a report, its file or a sentence about why there is none, and tells those who wait. A report
 * that has its file keeps it.
 */
export async function finishReport(
  ctx: TenantContext,
  reportId: string,
  outcome: { bytes: Uint8Array } | { error: string },
): Promise<void> {
  const bytes = 'bytes' in outcome ? Buffer.from(outcome.bytes) : null;
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, async (client) => {
    await client.query(
      `UPDATE report SET status = $2, data = $3, byte_count = $4, error = $5, finished_at = now()
       WHERE id = $1 AND status <> 'done'`,
      [
        reportId,
        bytes ? 'done' : 'failed',
        bytes,
        bytes?.byteLength ?? null,
        'error' in outcome ? outcome.error : null,
      ],
    );
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, `${ctx.tenant.id}:${reportId}`]);
  });
}

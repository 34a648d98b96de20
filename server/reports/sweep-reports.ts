import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { enqueueReport } from '#server/jobs/enqueue-report.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/**
 * Puts right what a crash left: a report that has waited for ten minutes is queued again, as its job may be lost, and
 * one whose worker has been silent for ten minutes has failed.
 */
export async function sweepReports(ctx: TenantContext): Promise<{ queuedAgain: number; givenUp: number }> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const [waiting, silent] = await transaction(pool, async (client) => [
    await client.query<{ id: string }>(
      `UPDATE report SET seen_at = now() WHERE status = 'queued' AND seen_at < now() - interval '10 minutes' RETURNING id`,
    ),
    await client.query(
      `UPDATE report SET status = 'failed', stage = NULL, finished_at = now(),
              error = 'The worker that made this report stopped. Ask for it again.'
        WHERE status = 'running' AND seen_at < now() - interval '10 minutes'`,
    ),
  ]);
  for (const { id } of waiting?.rows ?? []) await enqueueReport(ctx, id);
  return { queuedAgain: waiting?.rowCount ?? 0, givenUp: silent?.rowCount ?? 0 };
}

import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { OpenShare } from './open-share.ts';

/** Writes down that somebody opened a link. */
export async function noteOpened({ ctx, reportId, shareId }: OpenShare): Promise<void> {
  const { pool } = await tenantDb(ctx.tenant);
  await pool.query(
    'UPDATE report_share SET opened_count = opened_count + 1, last_opened = now() WHERE id = $1',
    [shareId],
  );
  await recordAudit(ctx, { verb: 'report.open_shared', target: reportId, details: { share: shareId } });
}

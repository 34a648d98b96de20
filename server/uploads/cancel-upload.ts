import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkUploader, ownerSeen } from './check-uploader.ts';
import { findUpload } from './find-upload.ts';

/**
 * Gives up an upload that is not done, and removes it with its bytes. One that is being worked on comes to nothing.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT when it is done
 */
export async function cancelUpload(ctx: TenantContext, uploadId: string): Promise<void> {
  checkUploader(ctx);
  const { upload_id } = await findUpload(ctx, uploadId);
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query(
    `DELETE FROM upload WHERE id = $1 AND status <> 'done' AND ($2::text IS NULL OR created_by = $2)`,
    [upload_id, ownerSeen(ctx, 'write')],
  );
  if (rowCount === 0) {
    // Another's file may be looked at with the scope read, but not given up.
    if ((await findUpload(ctx, uploadId)).status !== 'done') requireScope(ctx, 'write');
    throw new AppError('CONFLICT', 'This upload is done: its samples are stored.');
  }
  await recordAudit(ctx, { verb: 'upload.cancel', target: upload_id });
}

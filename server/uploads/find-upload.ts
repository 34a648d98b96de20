import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { ownerSeen } from './check-uploader.ts';
import type { UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

/**
 * One upload. Who may not read sees what it sent itself.
 * @throws AppError NOT_FOUND
 */
export async function findUpload(ctx: TenantContext, uploadId: string): Promise<UploadView> {
  if (!isUuid(uploadId)) throw notFound('upload');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<UploadRow>(
    `SELECT ${UPLOAD_COLUMNS} FROM upload WHERE id = $1 AND ($2::text IS NULL OR created_by = $2)`,
    [uploadId, ownerSeen(ctx, 'read')],
  );
  const [row] = rows;
  if (!row) throw notFound('upload');
  return uploadView(row);
}

import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { ownerSeen } from './check-uploader.ts';
import type { UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

/**
 * One upload by its name in the UploadThing protocol.
 * @throws AppError NOT_FOUND
 */
export async function findUploadByKey(ctx: TenantContext, fileKey: string): Promise<UploadView> {
  // PostgreSQL has no NUL in text; such a key is unknown, not an error.
  if (fileKey.includes('\0')) throw notFound('upload');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<UploadRow>(
    `SELECT ${UPLOAD_COLUMNS} FROM upload WHERE file_key = $1 AND ($2::text IS NULL OR created_by = $2)`,
    [fileKey, ownerSeen(ctx, 'read')],
  );
  const [row] = rows;
  if (!row) throw notFound('upload');
  return uploadView(row);
}

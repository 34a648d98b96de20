import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findUpload } from '#server/uploads/find-upload.ts';
import type { UploadView } from '#server/uploads/types.ts';
import type { SignedFile } from './check-signed-url.ts';

/**
 * The upload that a signed URL names, while it takes bytes; they come from who announced it, or from an administrator.
 * @throws AppError FORBIDDEN, and the same NOT_FOUND for an unknown, another's or a finished one
 */
export async function findSentFile(ctx: TenantContext, file: SignedFile): Promise<UploadView> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM upload WHERE file_key = $1 AND byte_count = $2 AND status = 'receiving'
        AND ($3 OR created_by = $4)`,
    [file.key.replaceAll('\0', ''), file.size, ctx.scopes.has('admin'), ctx.actor.id],
  );
  const [row] = rows;
  if (!row) throw notFound('upload');
  return findUpload(ctx, row.id);
}

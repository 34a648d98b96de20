import { tenantDb } from '#server/db/tenant-db.ts';
import { readCursor, writeCursor } from '#server/page-cursor.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { ownerSeen } from './check-uploader.ts';
import type { UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

export interface UploadPage {
  uploads: UploadView[];
  /** Give it back as `cursor` for the next page; null on the last. */
  next_cursor: string | null;
}

/**
 * Uploads, newest first, `limit` (at most 200) at a time. Who may not read sees what it sent itself.
 * @throws AppError INVALID_INPUT for a cursor that is none of ours
 */
export async function listUploads(
  ctx: TenantContext,
  { limit = 50, cursor }: { limit?: number; cursor?: string } = {},
): Promise<UploadPage> {
  const take = Math.min(200, Math.max(1, Math.floor(limit)));
  const after = cursor === undefined ? null : readCursor(cursor);
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<UploadRow>(
    `SELECT ${UPLOAD_COLUMNS} FROM upload
      WHERE ($1::text IS NULL OR created_by = $1)
        AND ($2::timestamptz IS NULL OR created_at < $2 OR (created_at = $2 AND id > $3::uuid))
      ORDER BY created_at DESC, id LIMIT $4`,
    [ownerSeen(ctx, 'read'), after?.at ?? null, after?.id ?? null, take + 1],
  );
  const page = rows.slice(0, take);
  const last = page.at(-1);
  return {
    uploads: page.map(uploadView),
    next_cursor: last && rows.length > take ? writeCursor({ at: last.created_at, id: last.id }) : null,
  };
}

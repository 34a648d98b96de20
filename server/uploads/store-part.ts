import type { Pool } from 'pg';
import { transaction } from '#server/db/transaction.ts';
import { AppError, notFound } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { ownerSeen } from './check-uploader.ts';
import type { UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

/** Refuses bytes that are not the next ones. @throws AppError CONFLICT */
export function checkPlace(view: UploadView, offset: number): void {
  if (view.status !== 'receiving')
    throw new AppError('CONFLICT', `This upload is ${view.status}: it takes no more bytes.`, {
      expected: view.received_bytes,
      status: view.status,
    });
  if (offset !== view.received_bytes)
    throw new AppError('CONFLICT', `The next byte of this upload is byte ${view.received_bytes}.`, {
      expected: view.received_bytes,
    });
}

/**
 * Stores one piece of a file; the upload is locked for as long as that takes. The piece that completes the file makes
 * it `queued`.
 * @throws AppError NOT_FOUND, CONFLICT, LENGTH_MISMATCH; nothing of the piece is stored then
 */
export async function storePart(
  ctx: TenantContext,
  pool: Pool,
  { uploadId, offset, piece }: { uploadId: string; offset: number; piece: Buffer },
): Promise<UploadView> {
  return transaction(pool, async (client) => {
    const locked = await client.query<UploadRow>(
      `SELECT ${UPLOAD_COLUMNS} FROM upload WHERE id = $1 AND ($2::text IS NULL OR created_by = $2) FOR UPDATE`,
      [uploadId, ownerSeen(ctx, 'write')],
    );
    const [row] = locked.rows;
    if (!row) throw notFound('upload');
    const before = uploadView(row);
    checkPlace(before, offset);
    const received = offset + piece.length;
    if (received > before.byte_count)
      throw new AppError(
        'LENGTH_MISMATCH',
        `The file was announced with ${before.byte_count} bytes, but more were sent.`,
        { expected: before.byte_count, received },
      );
    await client.query('INSERT INTO upload_part (upload_id, first_byte, data) VALUES ($1, $2, $3)', [
      uploadId,
      offset,
      piece,
    ]);
    const updated = await client.query<UploadRow>(
      `UPDATE upload SET received_bytes = $2, updated_at = now(),
              status = CASE WHEN $2 = byte_count THEN 'queued' ELSE status END
        WHERE id = $1 RETURNING ${UPLOAD_COLUMNS}`,
      [uploadId, received],
    );
    return uploadView(updated.rows[0] ?? row);
  });
}

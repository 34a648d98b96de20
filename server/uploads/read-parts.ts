import type { Pool } from 'pg';
import { notFound } from '#server/errors.ts';

/**
 * The bytes of an upload from its parts, in order, one part in memory.
 * @throws AppError NOT_FOUND when the upload was given up meanwhile
 */
export async function* readParts(pool: Pool, uploadId: string, byteCount: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < byteCount; ) {
    const { rows } = await pool.query<{ data: Buffer }>(
      'SELECT data FROM upload_part WHERE upload_id = $1 AND first_byte = $2',
      [uploadId, offset],
    );
    const data = rows[0]?.data;
    if (!data) throw notFound('upload');
    yield data;
    offset += data.length;
  }
}

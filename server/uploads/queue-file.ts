import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { notFound } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { enqueueOrLeave } from './enqueue-or-leave.ts';
import type { FileToStore } from './file-to-store.ts';
import { inPieces } from './in-pieces.ts';
import { PART_BYTES } from './limits.ts';
import type { UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

/** Keeps a received file's bytes in the database and queues it for the worker. */
export async function queueFile(ctx: TenantContext, file: FileToStore): Promise<UploadView> {
  const { pool } = await tenantDb(ctx.tenant);
  const view = await transaction(pool, async (client) => {
    const { rows } = await client.query<UploadRow>(
      `INSERT INTO upload (id, file_name, machine_id, machine_bound, counters, byte_count, received_bytes, sha256,
                           status, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'queued', $8) RETURNING ${UPLOAD_COLUMNS}`,
      [
        randomUUID(),
        file.fileName,
        file.machine,
        file.machineBound,
        file.counters,
        file.byteCount,
        file.sha256,
        ctx.actor.id,
      ],
    );
    const [row] = rows;
    if (!row) throw notFound('upload');
    let offset = 0;
    for await (const piece of inPieces(createReadStream(file.path), PART_BYTES)) {
      await client.query('INSERT INTO upload_part (upload_id, first_byte, data) VALUES ($1, $2, $3)', [
        row.id,
        offset,
        piece,
      ]);
      offset += piece.length;
    }
    return uploadView(row);
  });
  await enqueueOrLeave(ctx, view.upload_id);
  return view;
}

import { randomUUID } from 'node:crypto';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { resolveMachines } from '#server/machines/resolve-machines.ts';
import { limitUploads } from '#server/rate-limits/limit-uploads.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkUploader } from './check-uploader.ts';
import { chooseTarget } from './choose-target.ts';
import { fileLabel } from './file-label.ts';
import { fileTooLarge } from './file-too-large.ts';
import { findDuplicate } from './find-duplicate.ts';
import { findUpload } from './find-upload.ts';
import { keepDuplicate } from './keep-duplicate.ts';
import { FILE_BYTES } from './limits.ts';
import type { Counters, UploadView } from './types.ts';
import { UPLOAD_COLUMNS, type UploadRow, uploadView } from './upload-view.ts';

/** What is known of a file before it is sent. */
export interface UploadPlan {
  fileName: string;
  byteCount: number;
  /** The machine's name, if it is not in the file. */
  machine: string | null;
  counters: Counters | null;
  /** Of the bytes as they will be sent; checked when they are all there. */
  sha256?: Buffer;
  /** Its name in the UploadThing protocol. */
  fileKey?: string;
}

/**
 * Announces a file that will be sent in pieces (append-part). A file that is stored for the machine already need not
 * be sent: the view says `done` then.
 * @throws AppError FORBIDDEN, RATE_LIMITED, FILE_TOO_LARGE, INVALID_INPUT, MACHINE_MISMATCH, MACHINE_NOT_REGISTERED,
 *   CONFLICT for a file key that is taken
 */
export async function beginUpload(ctx: TenantContext, plan: UploadPlan): Promise<UploadView> {
  checkUploader(ctx);
  await limitUploads(ctx);
  const { byteCount, counters, sha256, fileKey } = plan;
  if (!Number.isSafeInteger(byteCount) || byteCount < 1)
    throw new AppError('INVALID_INPUT', 'byte_count is the size of the file in bytes, 1 or more.', {
      field: 'byte_count',
    });
  if (byteCount > FILE_BYTES) throw fileTooLarge();
  const { pool } = await tenantDb(ctx.tenant);
  const { machine, machineBound } = await chooseTarget(ctx, pool, plan.machine);
  if (machine !== null) await resolveMachines(ctx, pool, { names: [machine], register: false });
  const fileName = fileLabel(plan.fileName);
  const stored = sha256 && (await findDuplicate(pool, { sha256, machine, counters }));
  if (stored && sha256) {
    const known = { sha256, machine, machineBound, counters, fileName, byteCount };
    const file = { ...known, ...(fileKey !== undefined && { fileKey }) };
    const { upload_id } = await keepDuplicate(ctx, pool, { stored, file });
    return findUpload(ctx, upload_id);
  }
  const { rows } = await pool.query<UploadRow>(
    `INSERT INTO upload (id, file_key, file_name, machine_id, machine_bound, counters, byte_count, sha256, status,
                         created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'receiving', $9)
     ON CONFLICT (file_key) DO NOTHING RETURNING ${UPLOAD_COLUMNS}`,
    [
      randomUUID(),
      fileKey ?? null,
      fileName,
      machine,
      machineBound,
      counters,
      byteCount,
      sha256 ?? null,
      ctx.actor.id,
    ],
  );
  const [row] = rows;
  if (!row) throw new AppError('CONFLICT', 'This file was announced before.', { file_key: fileKey });
  return uploadView(row);
}

import { join } from 'node:path';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { receiveMultipart } from '#server/http/files/receive-multipart.ts';
import { receiveRaw } from '#server/http/files/receive-raw.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { resolveMachines } from '#server/machines/resolve-machines.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { limitUploads } from '#server/rate-limits/limit-uploads.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkUploader } from './check-uploader.ts';
import { chooseTarget } from './choose-target.ts';
import { fileLabel } from './file-label.ts';
import type { FileToStore } from './file-to-store.ts';
import { fileTooLarge } from './file-too-large.ts';
import { findDuplicate } from './find-duplicate.ts';
import { formFields } from './form-fields.ts';
import { FILE_BYTES } from './limits.ts';
import { queueFile } from './queue-file.ts';
import { storeFile } from './store-file.ts';
import { translateFull } from './translate-full.ts';
import type { UploadResult, UploadView } from './types.ts';

/** What became of a file that a request brought: stored, or queued. */
export type ReceivedUpload = { result: UploadResult } | { queued: UploadView };

const LIMIT = { bytes: FILE_BYTES, tooLarge: fileTooLarge };
const EXAMPLE =
  'curl -H "Authorization: Bearer $KEY" -F machine_id=server01 -F file=@perf.csv https://…/api/v1/performance/upload';
/** Bodies that are the file itself. What is in it is told by content. */
const RAW = /^(text\/(csv|plain)|application\/(json|x-ndjson|gzip|x-gzip|zip|octet-stream))\s*(;|$)/i;

/**
 * Takes a file that a request brings, as a form or as its body, and stores it; or, `async`, keeps it for the worker. A
 * file that was stored before is answered at once either way. Nothing is left behind when it fails, or when the client
 * leaves.
 * @throws AppError FORBIDDEN, RATE_LIMITED, UNSUPPORTED_FORMAT, MISSING_FILE, FILE_TOO_LARGE, LENGTH_MISMATCH,
 *   UNSUPPORTED_ENCODING, INVALID_INPUT, MACHINE_MISMATCH, and what store-file throws
 */
export async function receiveUpload(
  ctx: TenantContext,
  request: Request,
  options: { async: boolean },
): Promise<ReceivedUpload> {
  checkUploader(ctx);
  await limitUploads(ctx);
  return translateFull(() =>
    withScratch(async (folder) => {
      const path = join(folder, 'received');
      const file = await receive(ctx, request, { path, folder });
      if (!options.async) return { result: await storeFile(ctx, file) };
      const { pool } = await tenantDb(ctx.tenant);
      if (file.machine !== null) await resolveMachines(ctx, pool, { names: [file.machine], register: false });
      // Stored before: storeFile answers without reading it.
      if (await findDuplicate(pool, file)) return { result: await storeFile(ctx, file) };
      return { queued: await queueFile(ctx, file) };
    }),
  );
}

async function receive(
  ctx: TenantContext,
  request: Request,
  { path, folder }: { path: string; folder: string },
): Promise<FileToStore> {
  const { searchParams } = new URL(request.url);
  const raw = RAW.test(request.headers.get('content-type') ?? '');
  const received = raw
    ? {
        ...(await receiveRaw(request, { path, limit: LIMIT })),
        fields: new Map(searchParams),
        fileName: searchParams.get('file_name') ?? 'body',
      }
    : await receiveMultipart(request, { path, limit: LIMIT, example: EXAMPLE });
  const field = (name: string) => received.fields.get(name) || null;
  const { machine_id, tenant_id, counters } = parseInput(formFields, {
    machine_id: field('machine_id'),
    tenant_id: field('tenant_id'),
    counters: field('counters'),
  });
  checkTenant(ctx, tenant_id);
  const { pool } = await tenantDb(ctx.tenant);
  return {
    path,
    folder,
    fileName: fileLabel(received.fileName),
    byteCount: received.byteCount,
    sha256: received.sha256,
    ...(await chooseTarget(ctx, pool, machine_id)),
    counters,
    report: () => {},
  };
}

/** The tenant is the host's; a file that says otherwise has lost its way. */
function checkTenant({ tenant }: TenantContext, given: string | null): void {
  if (given !== null && given !== tenant.id && given !== tenant.slug)
    throw new AppError(
      'FORBIDDEN',
      'tenant_id is not the tenant of this address. Leave it out, or send the file to the address of that tenant.',
      { field: 'tenant_id' },
    );
}

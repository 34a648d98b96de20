import { z } from 'zod';
import { cancelUpload } from '#server/uploads/cancel-upload.ts';
import { findUpload } from '#server/uploads/find-upload.ts';
import { findUploadByKey } from '#server/uploads/find-upload-by-key.ts';
import { listUploads } from '#server/uploads/list-uploads.ts';
import { nameSenders } from '#server/uploadthing/name-senders.ts';
import { router, tenantProcedure } from '../init.ts';

const byId = z.object({ upload_id: z.string().max(64) });

export const uploads = router({
  /** Without the details of errors: `show` has them. */
  list: tenantProcedure
    .input(z.object({ limit: z.number().int().min(1).max(100), cursor: z.string().max(100).nullish() }))
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const page = await listUploads(ctx.tenant, { limit, ...(cursor && { cursor }) });
      const senders = await nameSenders(
        ctx.tenant,
        page.uploads.map(({ upload_id }) => upload_id),
      );
      const uploads = page.uploads.map(({ error, ...upload }) => ({
        ...upload,
        sender: senders[upload.upload_id] ?? null,
        error: error ? { error_code: error.error_code, message: error.message } : null,
      }));
      return { uploads, next_cursor: page.next_cursor };
    }),
  show: tenantProcedure.input(byId).query(({ ctx, input }) => findUpload(ctx.tenant, input.upload_id)),
  /** By its name in the UploadThing protocol. */
  showSent: tenantProcedure
    .input(z.object({ key: z.string().max(200) }))
    .query(({ ctx, input }) => findUploadByKey(ctx.tenant, input.key)),
  cancel: tenantProcedure.input(byId).mutation(({ ctx, input }) => cancelUpload(ctx.tenant, input.upload_id)),
});

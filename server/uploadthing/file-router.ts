import { createUploadthing } from 'uploadthing/next';
import { UploadThingError } from 'uploadthing/server';
import { z } from 'zod';
import type { TenantContext } from '#server/tenancy/context.ts';
import { fileTooLarge } from '#server/uploads/file-too-large.ts';
import { findUploadByKey } from '#server/uploads/find-upload-by-key.ts';
import { FILE_BYTES } from '#server/uploads/limits.ts';
import type { Counters } from '#server/uploads/types.ts';
import { takeCloudFile } from './cloud/take-cloud-file.ts';
import { SLUG } from './upload-urls.ts';

/** What the browser says of the files of one call. */
const sendInput = z.object({
  machine_id: z.string().max(255).optional(),
  counters: z.enum(['rate', 'cumulative']).optional(),
  /** Chosen by the sender, once per file. The same attempt again goes on where it broke off. */
  attempt: z.uuid(),
});

/** What the handler keeps with the keys of a call. */
export type SendMetadata = {
  machine: string | null;
  counters: Counters | null;
  files: { name: string; size: number }[];
};

const MOST_FILES = 20;
const LINK_SECONDS = 86_400;

/** What may be sent, as UploadThing's handler and its client know it: one route, for one caller. */
export function fileRouter(ctx: TenantContext, inCloud: boolean) {
  // Keys are a hash of these parts alone, so that the same attempt has the same key.
  let attempt = '';
  let nth = 0;
  const build = createUploadthing({ errorFormatter: ({ message }) => ({ message }) });
  return {
    // Browsers give CSV files many types: what a file is, its content tells.
    [SLUG]: build(
      { blob: { maxFileSize: '128MB', maxFileCount: MOST_FILES } },
      {
        awaitServerData: true,
        presignedURLTTL: LINK_SECONDS,
        getFileHashParts: ({ name, size }) => [ctx.actor.id, attempt, nth++, name, size],
      },
    )
      .input(sendInput)
      .middleware(({ input, files }): SendMetadata => {
        attempt = input.attempt;
        for (const { name, size } of files) checkSize(name, size);
        return {
          machine: input.machine_id ?? null,
          counters: input.counters ?? null,
          files: files.map(({ name, size }) => ({ name, size })),
        };
      })
      .onUploadComplete(async ({ file }) => {
        if (inCloud) await takeCloudFile(ctx, { key: file.key, url: file.ufsUrl });
        const { upload_id, status } = await findUploadByKey(ctx, file.key);
        return { upload_id, status };
      }),
  };
}

export type FileRouter = ReturnType<typeof fileRouter>;

function checkSize(name: string, size: number): void {
  if (size < 1) throw new UploadThingError({ code: 'TOO_SMALL', message: `"${name}" is empty.` });
  if (size > FILE_BYTES) throw new UploadThingError({ code: 'TOO_LARGE', message: fileTooLarge().message });
}

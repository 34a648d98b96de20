import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { parseInput } from '#server/http/parse-input.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';
import type { SignedFile } from './check-signed-url.ts';
import type { SendMetadata } from './file-router.ts';
import { findSentFile } from './find-sent-file.ts';

const registration = z.object({
  fileKeys: z.array(z.string()),
  metadata: z.object({
    machine: z.string().nullable(),
    counters: z.enum(['rate', 'cumulative']).nullable(),
    files: z.array(z.object({ name: z.string(), size: z.number() })),
  }) satisfies z.ZodType<SendMetadata>,
});

/**
 * Announces the files that the handler has just made keys for: the handler's call `/route-metadata`. A key that is
 * known is the same file, sent on after a break.
 * @throws AppError as begin-upload; CONFLICT when a key is taken by another file
 */
export async function announceFiles(ctx: TenantContext, body: unknown): Promise<void> {
  const { fileKeys, metadata } = parseInput(registration, body);
  const { machine, counters, files } = metadata;
  for (const [index, key] of fileKeys.entries()) {
    const file = files[index];
    if (!file) throw new AppError('INVALID_INPUT', 'There are more keys than files.');
    if (await isOnItsWay(ctx, { key, ...file })) continue;
    await beginUpload(ctx, {
      fileName: file.name,
      byteCount: file.size,
      machine,
      counters,
      fileKey: key,
    });
  }
}

const isOnItsWay = (ctx: TenantContext, file: SignedFile): Promise<boolean> =>
  findSentFile(ctx, file).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
      throw error;
    },
  );

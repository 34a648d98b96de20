import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { FileToStore } from '../file-to-store.ts';
import { storeFile } from '../store-file.ts';
import type { UploadResult } from '../types.ts';

/** Stores a file as if a request had brought it. */
export const handIn = (
  ctx: TenantContext,
  content: string | Uint8Array,
  more: Partial<FileToStore> = {},
): Promise<UploadResult> =>
  withScratch(async (folder) => {
    const path = join(folder, 'received');
    await writeFile(path, content);
    return storeFile(ctx, {
      path,
      folder,
      fileName: 'perf.csv',
      byteCount: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest(),
      machine: null,
      machineBound: false,
      counters: null,
      report: () => {},
      ...more,
    });
  });

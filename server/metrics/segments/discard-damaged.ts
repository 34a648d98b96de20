import { rm } from 'node:fs/promises';
import type { SegmentFile } from '#server/metrics/types.ts';
import { isIntact } from './is-intact.ts';

/**
 * Looks for the cause of a failed read among cached segments and removes what is damaged.
 * @returns whether a file was missing or damaged, so that the read is worth another try
 */
export async function discardDamaged(files: readonly SegmentFile[]): Promise<boolean> {
  let found = false;
  for (const { path, sha256 } of files) {
    if (await isIntact(path, sha256)) continue;
    found = true;
    await rm(path, { force: true });
  }
  return found;
}

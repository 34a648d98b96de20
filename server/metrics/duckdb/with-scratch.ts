import { rm } from 'node:fs/promises';
import { makeScratch } from './make-scratch.ts';

/** Runs `work` with an empty folder of its own, which is gone afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeScratch();
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

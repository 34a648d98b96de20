import { type FileHandle, open, rename, stat } from 'node:fs/promises';

const ROTATE_AT_BYTES = 10 * 1024 ** 2;

/**
 * Opens a log for appending, readable by its owner only (0600). One above 10 MB becomes `<file>.1` first.
 * The handle is given to a child as its stderr, so that the log outlives us and needs no rights of the child.
 */
export async function openLog(file: string): Promise<FileHandle> {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size > ROTATE_AT_BYTES) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

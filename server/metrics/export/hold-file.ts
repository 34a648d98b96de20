import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Why a second name cannot be made where a second file can: another file system, or one without hard links (a share). */
const WITHOUT_LINK = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Holds on to a file that others may remove: under its own name in `folder`, as a link where the file system lets us,
 * else as a copy.
 * @returns the path of what is held
 * @throws the system's error when it is gone already or `folder` has no room
 */
export async function holdFile(path: string, folder: string): Promise<string> {
  const own = join(folder, basename(path));
  try {
    await link(path, own);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!WITHOUT_LINK.has(code)) throw error;
    await copyFile(path, own, constants.COPYFILE_EXCL);
  }
  return own;
}

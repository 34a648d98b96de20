import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/errors.ts';
import { STAGE_LIMITS } from '#server/uploads/stage/limits.ts';
import type { Member } from '#server/uploads/stage/unpack/extract.ts';
import type { Input } from './types.ts';

/** What pcprocess and operating systems put beside the data. */
const BYPRODUCT = /(^|\/)(\.|system_info\.json$|container_names\.json$)/i;

/** An input in the scratch folder, where it may be unpacked and DuckDB may read it. */
type TakenInput = { path: string } | { members: readonly Member[] };

/**
 * Copies an input into `folder`; a folder file by file, as if it had been packed.
 * @throws AppError NOT_FOUND, INVALID_INPUT for what is neither a file nor a folder, FORBIDDEN, FILE_TOO_LARGE
 */
export async function takeInput({ path, label }: Input, folder: string): Promise<TakenInput> {
  try {
    const found = await stat(path);
    if (found.isFile()) {
      const copy = join(folder, 'received');
      await copyFile(path, copy, constants.COPYFILE_FICLONE);
      return { path: copy };
    }
    if (found.isDirectory()) return { members: await takeFolder(path, folder) };
  } catch (error) {
    throw explain(error, label);
  }
  throw new AppError('INVALID_INPUT', 'It is neither a file nor a folder.', { file: label });
}

async function takeFolder(path: string, folder: string): Promise<Member[]> {
  const copies = join(folder, 'members');
  await mkdir(copies);
  const members: Member[] = [];
  let bytes = 0;
  // Links are not followed: they may lead anywhere, also in circles.
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const member = file.slice(path.length).replace(/^\/+/, '');
    if (!entry.isFile() || BYPRODUCT.test(member)) continue;
    bytes += (await stat(file)).size;
    if (members.length >= STAGE_LIMITS.members || bytes > STAGE_LIMITS.archiveBytes)
      throw new AppError(
        'FILE_TOO_LARGE',
        `The folder holds more than ${STAGE_LIMITS.members} files or ${STAGE_LIMITS.archiveBytes} bytes. Name the files that the report is to be about.`,
      );
    const copy = join(copies, `member-${members.length}`);
    await copyFile(file, copy, constants.COPYFILE_FICLONE);
    members.push({ path: copy, member });
  }
  return members.sort((a, b) => (a.member < b.member ? -1 : 1));
}

function explain(error: unknown, label: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('NOT_FOUND', 'There is no such file.', { file: label });
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('FORBIDDEN', 'It may not be read by you.', { file: label });
  return error;
}

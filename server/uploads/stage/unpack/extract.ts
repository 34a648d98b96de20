import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#server/errors.ts';
import { STAGE_LIMITS } from '../limits.ts';
import type { TextFile } from '../text/text-file.ts';

/** A file of an archive, unpacked under a name of ours. */
export type Member = TextFile & { member: string };

/** What the entry of an archive is; a link is never followed. */
export interface Entry {
  name: string;
  type: 'file' | 'folder' | 'link' | 'other';
  open(): AsyncIterable<Buffer> | Promise<AsyncIterable<Buffer>>;
}

/** Takes entries of one archive, one after the other, into `folder`, within the limits of an archive. */
export function createExtractor(folder: string): {
  take(entry: Entry): Promise<void>;
  readonly members: readonly Member[];
} {
  const members: Member[] = [];
  let entries = 0;
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > STAGE_LIMITS.archiveBytes) throw tooLarge();
      yield chunk;
    }
  }
  return {
    members,
    async take({ name, type, open }) {
      entries += 1;
      if (entries > STAGE_LIMITS.members) throw tooMany();
      checkPath(name);
      if (type === 'folder' || isByproduct(name)) return;
      if (type !== 'file')
        throw new AppError(
          'INVALID_INPUT',
          `The archive holds ${type === 'link' ? 'a link' : 'a special file'}, "${name}". Pack the files themselves.`,
          { file: name },
        );
      const path = join(folder, `member-${members.length}`);
      await pipeline(await open(), counted, createWriteStream(path));
      members.push({ path, member: name });
    },
  };
}

/** Nothing is ever written under these names; an archive with such a path is none that a user packed. */
function checkPath(name: string): void {
  const parts = name.split(/[/\\]/);
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..') || name.includes('\0'))
    throw new AppError(
      'INVALID_INPUT',
      `The archive holds a path that leads out of it, ${JSON.stringify(name)}. Pack it again.`,
      { file: name },
    );
}

/** What operating systems and pcprocess put beside the data. */
const isByproduct = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.|system_info\.json$|container_names\.json$|Thumbs\.db$|desktop\.ini$)/i.test(
    name.replace(/^\.\//, ''),
  );

/** FILE_TOO_LARGE: the bytes of all entries together are more than an archive may hold. */
export const tooLarge = (): AppError =>
  new AppError(
    'FILE_TOO_LARGE',
    `The archive unpacks to more than ${STAGE_LIMITS.archiveBytes} bytes. Split it.`,
    { limit: STAGE_LIMITS.archiveBytes },
  );

/** FILE_TOO_LARGE: more entries than an archive may have. */
export const tooMany = (): AppError =>
  new AppError(
    'FILE_TOO_LARGE',
    `The archive has more than ${STAGE_LIMITS.members} entries. Pack only the files that are to be stored.`,
    { limit: STAGE_LIMITS.members },
  );

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { AppError } from '#server/errors.ts';
import { createExtractor, type Entry, type Member } from './extract.ts';

const TYPES: Readonly<Record<string, Entry['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'folder',
  link: 'link',
  symlink: 'link',
};

/**
 * The files of a tar archive, unpacked into `folder`.
 * @throws AppError as unpackZip
 */
export async function unpackTar(path: string, folder: string): Promise<readonly Member[]> {
  const extractor = createExtractor(folder);
  const entries = extract();
  // The error comes out of the entries as well, where it is waited for.
  const feeding = pipeline(createReadStream(path), entries).catch(() => undefined);
  try {
    for await (const entry of entries) {
      const { name, type } = entry.header;
      await extractor.take({
        name,
        type: TYPES[type ?? 'file'] ?? 'other',
        open: () => entry as AsyncIterable<Buffer>,
      });
      entry.resume();
    }
  } catch (error) {
    entries.destroy();
    if (error instanceof AppError || (error instanceof Error && 'syscall' in error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'INVALID_INPUT',
      `The tar archive is damaged (${message}). Pack or send it again.`,
      {},
      { cause: error },
    );
  } finally {
    await feeding;
  }
  return extractor.members;
}

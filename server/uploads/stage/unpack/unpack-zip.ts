import { openPromise, type ZipFile } from 'yauzl';
import { AppError } from '#server/errors.ts';
import { STAGE_LIMITS } from '../limits.ts';
import { createExtractor, type Member, tooLarge, tooMany } from './extract.ts';

const FILE_TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const LINK = 0o120000;

/**
 * The files of a zip archive, unpacked into `folder`.
 * @throws AppError INVALID_INPUT for one that is damaged, encrypted, or holds links or paths that lead out of it;
 *   FILE_TOO_LARGE past the limits of an archive
 */
export async function unpackZip(path: string, folder: string): Promise<readonly Member[]> {
  const extractor = createExtractor(folder);
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    const archive = zip;
    let declared = 0;
    if (archive.entryCount > STAGE_LIMITS.members) throw tooMany();
    for await (const entry of archive.eachEntry()) {
      if (entry.isEncrypted())
        throw new AppError('INVALID_INPUT', `"${entry.fileName}" is encrypted. Pack it without a password.`, {
          file: entry.fileName,
        });
      // What it says is held against what comes out, so a bomb is refused either way; this one before it is unpacked.
      declared += entry.uncompressedSize;
      if (declared > STAGE_LIMITS.archiveBytes) throw tooLarge();
      await extractor.take({
        name: entry.fileName,
        type: typeOf(entry),
        open: () => archive.openReadStreamPromise(entry),
      });
    }
  } catch (error) {
    if (error instanceof AppError || isSystemError(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'INVALID_INPUT',
      `The zip archive is damaged (${message}). Pack or send it again.`,
      {},
      { cause: error },
    );
  } finally {
    zip?.close();
  }
  return extractor.members;
}

/** On Unix the upper half of the attributes is the file's mode; elsewhere it is 0. */
function typeOf({ fileName, externalFileAttributes }: { fileName: string; externalFileAttributes: number }) {
  if (fileName.endsWith('/')) return 'folder';
  const type = (externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  if (type === LINK) return 'link';
  return type === 0 || type === REGULAR ? 'file' : 'other';
}

/** A full disk is no fault of the archive. */
const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';

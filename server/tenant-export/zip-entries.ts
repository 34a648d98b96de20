import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ExportEntry, ManifestFile } from './entry.ts';

/** Text shrinks to a tenth at the lowest level already. */
const LEVEL = 1;

/**
 * The bytes of a zip of these entries, each opened when the one before is written: what is held in memory does not grow
 * with their number or size.
 * @param onFile told of each file once it is written, before the next entry is asked for
 */
export async function* zipEntries(
  entries: AsyncGenerator<ExportEntry>,
  onFile: (file: ManifestFile) => void,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = Readable.from(zip.outputStream, { objectMode: false });
  // Not by a race against a promise of the fault: that would keep every part until the end.
  zip.once('error', (error) => output.destroy(error));
  let current: Readable | undefined;
  let left = false;
  const feed = async () => {
    for await (const entry of entries) {
      if (left) break;
      current = Readable.from(noting(entry, onFile), { objectMode: false });
      zip.addReadStream(current, entry.path, { compressionLevel: entry.compress ? LEVEL : 0 });
      await finished(current);
    }
    zip.end();
  };
  const fed = feed();
  fed.catch((error) => output.destroy(error));
  try {
    for await (const part of output) yield part;
  } finally {
    left = true;
    current?.destroy();
    await fed.catch(() => {});
  }
}

/** The bytes of an entry; their length and digest are told at the end. */
async function* noting(
  { path, bytes, rows }: ExportEntry,
  onFile: (file: ManifestFile) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const part of bytes) {
    hash.update(part);
    length += part.byteLength;
    yield part;
  }
  const count = rows();
  onFile({ path, bytes: length, sha256: hash.digest('hex'), ...(count !== null && { rows: count }) });
}

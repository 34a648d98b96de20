import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { exportFilename } from './export-filename.ts';
import { fileParts } from './file-parts.ts';
import type { OpenExport } from './open-export.ts';

/** Numbers shrink to a third at the lowest level already; the next ones cost more time than they save bytes. */
const LEVEL = 1;

/** The bytes of a zip with one file per kind, each made while it is read. */
export async function* zipKinds(source: OpenExport): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  // It is looked at only while the zip is read.
  failed.catch(() => {});
  const { format } = source;
  const range = { start: new Date(source.start), end: new Date(source.end) };
  let entry: Readable | undefined;
  for (const kind of source.kinds)
    zip.addReadStreamLazy(
      exportFilename(source.machineId, { kind, format, ...range }),
      { compressionLevel: format === 'parquet' ? 0 : LEVEL },
      (take) => {
        entry = Readable.from(fileParts(source, kind), { objectMode: false });
        entry.once('error', (error) => zip.emit('error', error));
        take(null, entry);
      },
    );
  zip.end();
  const output = Readable.from(zip.outputStream, { objectMode: false })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([output.next(), failed]);
      if (done) return;
      yield value;
    }
  } finally {
    entry?.destroy();
  }
}

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
  const output = Readable.from(zip.outputStream, { objectMode: false });
  // Not by a race against a promise of the fault: that would keep every part until the end.
  zip.on('error', (error) => output.destroy(error));
  const { format } = source;
  const range = { start: new Date(source.start), end: new Date(source.end) };
  let entry: Readable | undefined;
  for (const kind of source.kinds)
    zip.addReadStreamLazy(
      exportFilename(source.machineId, { kind, format, ...range }),
      { compressionLevel: format === 'parquet' ? 0 : LEVEL },
      (take) => {
        entry = Readable.from(fileParts(source, kind), { objectMode: false });
        entry.once('error', (error) => output.destroy(error));
        take(null, entry);
      },
    );
  zip.end();
  try {
    for await (const part of output) yield part;
  } finally {
    entry?.destroy();
  }
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stageArchive } from './archive/stage-archive.ts';
import { stageText } from './stage-text.ts';
import { recognizeText } from './text/recognize-text.ts';
import type { ReportStage, StagedFile, UploadSource } from './types.ts';
import { unpackTar } from './unpack/unpack-tar.ts';
import { unpackZip } from './unpack/unpack-zip.ts';
import { unwrapGzip } from './unpack/unwrap-gzip.ts';

/**
 * Reads a file of any accepted format, told by its content, into tables of the database that `connection` uses, with every row checked:
 * all of it or nothing. Formats: CSV of the contract and exports of other kinds, the earlier portal's dialect, files of
 * pcprocess alone or as a zip or tar.gz of the folder, `sadf -d`, collections; each may be gzip.
 *
 * Which machine: in a CSV the column `machine_id` says, row by row, and `source.machine` stands for cells that are empty
 * or a column that is not there. In all other formats `source.machine`, and without it the host name in the file.
 *
 * Files are written into `source.folder` only, whose removal is left to the caller.
 * @throws AppError INVALID_CSV_FORMAT, INVALID_ROWS, TIMESTAMP_OUT_OF_RANGE, TOO_MANY_ROWS, FILE_TOO_LARGE (unpacked
 *   size), UNSUPPORTED_FORMAT, UNSUPPORTED_ENCODING, INVALID_INPUT, LENGTH_MISMATCH (gzip that is cut off)
 */
export async function stageFile(
  connection: DuckDBConnection,
  source: UploadSource,
  report: ReportStage,
): Promise<StagedFile> {
  report('reading', 0);
  const { path, wrapping, head } = await unwrapGzip(source.path);
  if (wrapping === 'text') {
    const text = await recognizeText({ path, member: null }, head);
    return stageText(connection, { text, source, report });
  }
  const folder = join(source.folder, 'members');
  await mkdir(folder, { recursive: true });
  const members = await (wrapping === 'zip' ? unpackZip : unpackTar)(path, folder);
  return stageArchive(connection, { members, source, report });
}

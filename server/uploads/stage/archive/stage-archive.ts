import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { stageText } from '../stage-text.ts';
import { type RecognizedText, recognizeText } from '../text/recognize-text.ts';
import type { ReportStage, StagedFile, UploadSource } from '../types.ts';
import type { Member } from '../unpack/extract.ts';
import { unwrapGzip } from '../unpack/unwrap-gzip.ts';
import { stageExports } from './stage-exports.ts';
import { stageProcessed } from './stage-processed.ts';

/**
 * Stages the files of an archive: the folder that pcprocess writes, a set of exports, or any single file. Other files in
 * it are left out with a warning; tables without a row, which pcprocess writes of what a host does not have, without.
 * @throws AppError as stageFile; `details.file` names the file in the archive
 */
export async function stageArchive(
  connection: DuckDBConnection,
  { members, source, report }: { members: readonly Member[]; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const texts: RecognizedText[] = [];
  const ignored: string[] = [];
  for (const member of members) {
    const text = await recognize(member);
    if (text) texts.push(text);
    else ignored.push(member.member);
  }
  const filled = texts.filter(({ head }) => head?.firstRow !== null);
  const staged = await stage(connection, { texts: filled.length > 0 ? filled : texts, source, report });
  if (ignored.length === 0) return staged;
  const names = ignored.slice(0, 10).join(', ');
  const warning = `These files of the archive are none that are read and were left out: ${names}${ignored.length > 10 ? ', …' : ''}.`;
  return { ...staged, warnings: [...staged.warnings, warning] };
}

/** Null for a file that has no business here. */
async function recognize(member: Member): Promise<RecognizedText | null> {
  try {
    const { path, wrapping, head } = await unwrapGzip(member.path);
    if (wrapping !== 'text') return null;
    const text = await recognizeText({ path, member: member.member }, head);
    return text.format !== 'contract' || text.head.names.includes('timestamp') ? text : null;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'FILE_TOO_LARGE') return null;
    throw error;
  }
}

async function stage(
  connection: DuckDBConnection,
  { texts, source, report }: { texts: RecognizedText[]; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const [first, second] = texts;
  if (!first)
    throw new AppError(
      'UNSUPPORTED_FORMAT',
      'The archive has no file in it that is read: neither a CSV with a column timestamp, nor a file of pcprocess or sadf, nor a collection.',
    );
  if (!second) return stageText(connection, { text: first, source, report });
  if (texts.some(({ format }) => format === 'collection' || format === 'sadf'))
    throw new AppError(
      'UNSUPPORTED_FORMAT',
      'A collection or the output of sadf must be the only file in an archive. Send the files one by one.',
      { files: texts.map(({ file }) => file.member) },
    );
  const isProcessed = texts.some(({ format }) => format === 'sar' || format === 'containers');
  return isProcessed
    ? stageProcessed(connection, { texts, source, report })
    : stageExports(connection, { texts, source, report });
}

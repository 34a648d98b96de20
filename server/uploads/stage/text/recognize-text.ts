import { AppError } from '#server/errors.ts';
import { type CsvHead, readHead } from '../csv/read-head.ts';
import { isContainers } from '../sar/stage-containers.ts';
import type { TextFile } from './text-file.ts';

/** A text file and which reader it is for. */
export type RecognizedText = { file: TextFile } & (
  | { format: 'collection' | 'sadf'; head?: never }
  | { format: 'sar' | 'containers' | 'contract'; head: CsvHead }
);

/**
 * Tells by its beginning what a text file is. What is nothing else is taken for a CSV of the contract, whose reader will
 * say what is missing.
 * @param start the first bytes of the file
 * @throws AppError UNSUPPORTED_FORMAT for JSON that is no collection, INVALID_CSV_FORMAT for a file without a header
 */
export async function recognizeText(file: TextFile, start: Buffer): Promise<RecognizedText> {
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^[[{<]/.test(text)) {
    if (/^\{[^\n]{0,1000}"subsystem"\s*:/.test(text)) return { file, format: 'collection' };
    throw notCollection(text);
  }
  if (/^#\s*hostname;interval;timestamp/i.test(text)) return { file, format: 'sadf' };
  const head = await readHead(file.path);
  if (head.names[0] === '#timestamp') return { file, format: 'sar', head };
  return { file, format: isContainers(head.names) ? 'containers' : 'contract', head };
}

function notCollection(text: string): AppError {
  if (text.startsWith('<'))
    return new AppError(
      'UNSUPPORTED_FORMAT',
      'This is HTML or XML, which is not read. Send a CSV or a collection.',
    );
  return new AppError(
    'UNSUPPORTED_FORMAT',
    'This is JSON, but not a collection: each line of one is an object with timestamp, subsystem and measurement. What was exported as JSON can be exported as CSV and sent.',
  );
}

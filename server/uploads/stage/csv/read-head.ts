import { AppError } from '#server/errors.ts';
import { STAGE_LIMITS } from '../limits.ts';
import { readLines } from '../text/read-lines.ts';
import { splitCells } from './split-cells.ts';

const SEPARATORS = [',', ';', '\t', '|'];

/** The first line that holds anything. */
export interface CsvHead {
  separator: string;
  /** Trimmed, lower case. */
  names: string[];
  line: number;
  /** The cells of the first row, empty when it cannot be cut; null when there is none. */
  firstRow: string[] | null;
}

/**
 * Reads the header line. The separator is the one of , ; tab | that cuts it into the most cells. Quotes, case and blanks
 * around names do not matter.
 * @throws AppError INVALID_CSV_FORMAT for a file without a header line, or with a quote that is not closed in it
 */
export async function readHead(path: string): Promise<CsvHead> {
  let head: Omit<CsvHead, 'firstRow'> | null = null;
  for await (const lines of readLines(path, STAGE_LIMITS.csvLineBytes))
    for (const { text, line } of lines) {
      if (text.trim() === '') continue;
      if (head) {
        const split = splitCells(text, head.separator);
        return { ...head, firstRow: 'cells' in split ? split.cells : [] };
      }
      head = parseHead(text, line);
    }
  if (head) return { ...head, firstRow: null };
  throw new AppError('INVALID_CSV_FORMAT', 'The file is empty: there is no header line in it.', {
    found_columns: [],
    missing_columns: [],
    line: 1,
  });
}

function parseHead(text: string, line: number): Omit<CsvHead, 'firstRow'> {
  const splits = SEPARATORS.map((separator) => ({ separator, split: splitCells(text, separator) }));
  const [best] = splits
    .flatMap(({ separator, split }) => ('cells' in split ? [{ separator, cells: split.cells }] : []))
    .sort((a, b) => b.cells.length - a.cells.length);
  if (!best)
    throw new AppError('INVALID_CSV_FORMAT', `The header (line ${line}) has a quote that is not closed.`, {
      found_columns: [],
      missing_columns: [],
      line,
    });
  return { separator: best.separator, names: best.cells.map((cell) => cell.trim().toLowerCase()), line };
}

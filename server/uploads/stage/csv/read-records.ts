import { readLines } from '../text/read-lines.ts';
import { splitCells } from './split-cells.ts';

/** Longer than any record: what is not closed by then is a quote that was never closed. */
const LONGEST_RECORD = 2_000_000;

/** `line` is where the record starts; quoted cells may hold line breaks. */
export type CsvRecord = { line: number } & (
  | { cells: string[]; text?: never }
  | { fault: 'unclosed_quote' | 'text_after_quote'; cells?: never; text: string }
);

/**
 * The records of a CSV file behind its first `skip` lines, some at a time. Empty lines are passed over. After an
 * unclosed quote nothing more can be told, so it is the last that comes.
 */
export async function* readRecords(
  path: string,
  { separator, skip }: { separator: string; skip: number },
): AsyncGenerator<CsvRecord[]> {
  let open: { line: number; parts: string[]; length: number } | null = null;
  for await (const lines of readLines(path)) {
    const records: CsvRecord[] = [];
    for (const { text, line } of lines) {
      if (line <= skip || (!open && text === '')) continue;
      if (!open && !text.includes('"')) {
        records.push({ line, cells: text.split(separator) });
        continue;
      }
      open ??= { line, parts: [], length: 0 };
      open.parts.push(text);
      open.length += text.length + 1;
      // While a quote is open, a line without one cannot close it.
      if (!text.includes('"')) continue;
      const whole = open.parts.join('\n');
      const split = splitCells(whole, separator);
      if ('cells' in split) records.push({ line: open.line, cells: split.cells });
      else if (split.fault === 'text_after_quote')
        records.push({ line: open.line, fault: split.fault, text: whole });
      else continue;
      open = null;
    }
    yield records;
    if (open && open.length > LONGEST_RECORD) break;
  }
  if (open) yield [{ line: open.line, fault: 'unclosed_quote', text: open.parts.slice(0, 3).join('\n') }];
}

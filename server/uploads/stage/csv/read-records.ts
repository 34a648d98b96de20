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
 * The records of a CSV file behind its first `skip` lines. Empty lines are passed over. After an unclosed quote
 * nothing more can be told, so it is the last that comes.
 */
export async function* readRecords(
  path: string,
  { separator, skip }: { separator: string; skip: number },
): AsyncGenerator<CsvRecord> {
  let open: { line: number; text: string } | null = null;
  for await (const { text, line } of readLines(path)) {
    if (line <= skip) continue;
    if (!open && text === '') continue;
    const whole: string = open ? `${open.text}\n${text}` : text;
    // While a quote is open, a line without one cannot close it.
    if (open && !text.includes('"')) {
      open.text = whole;
      if (whole.length > LONGEST_RECORD) break;
      continue;
    }
    const split = splitCells(whole, separator);
    const start: number = open?.line ?? line;
    if ('cells' in split) yield { line: start, cells: split.cells };
    else if (split.fault === 'text_after_quote') yield { line: start, fault: split.fault, text: whole };
    else {
      open = { line: start, text: whole };
      if (whole.length > LONGEST_RECORD) break;
      continue;
    }
    open = null;
  }
  if (open) yield { line: open.line, fault: 'unclosed_quote', text: open.text };
}

import type { CtlError } from '../ctl-error.ts';
import { formatTable } from '../format-table.ts';
import type { StoredAnswer } from './upload-answer.ts';

const ROWS_SHOWN = 20;

interface BadRow {
  line: number;
  column: string;
  value: string;
  reason: string;
}

/** What was stored, in a sentence, and a line for each warning. */
export function describeStored(name: string, stored: StoredAnswer): string {
  const { records_processed: records, machines, data_range: range, duplicates, warnings } = stored;
  const of = machines ? `${machines.length} machines` : (stored.machine_id ?? 'its machine');
  const doubled = duplicates > 0 ? `, ${count(duplicates, 'duplicate')}` : '';
  const before = stored.duplicate_of ? '; it is stored already, and was not stored again' : '';
  const sentence = `${name}: ${count(records, 'row')} of ${of}, ${range.start} to ${range.end}${doubled}${before}`;
  return [sentence, ...warnings.map((warning) => `${name}: warning: ${warning}`)].join('\n');
}

/** Why a file was not stored: the portal's code and words, and the first of its bad rows as a table. */
export function describeFailure(name: string, { errorCode, message, details }: CtlError): string {
  const sentence = `${name}: ${errorCode === '' ? '' : `${errorCode}: `}${message}`;
  const rows = Array.isArray(details.rows) ? (details.rows as BadRow[]) : [];
  if (rows.length === 0) return sentence;
  const table = formatTable(
    ['LINE', 'COLUMN', 'VALUE', 'REASON'],
    rows.slice(0, ROWS_SHOWN).map(({ line, column, value, reason }) => [line, column, value, reason]),
  );
  const bad = Number(details.rows_bad);
  const total = Number(details.rows_total);
  const sum = Number.isFinite(bad + total)
    ? `\n${count(bad, 'bad row')} of ${total.toLocaleString('en-US')}`
    : '';
  return `${sentence}\n${table}${sum}`;
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;

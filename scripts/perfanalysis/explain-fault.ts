import { AppError } from '#server/errors.ts';

/** Rows that are told; all are counted. */
const TOLD_ROWS = 20;

interface ToldRow {
  line?: number;
  column?: string | null;
  value?: string;
  reason?: string;
}

/** What went wrong, as text for a terminal: of a file its faults as an upload tells them, the first twenty. */
export function explainFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof AppError)) return error.message;
  const { file, rows, rows_bad: bad, rows_total: total, by_reason: reasons } = error.details;
  const lines = [`${typeof file === 'string' ? `${file}: ` : ''}${error.message}`];
  if (Array.isArray(rows)) {
    const told = (rows as ToldRow[]).slice(0, TOLD_ROWS);
    lines.push(...told.map((row) => `  ${rowText(row)}`));
    if (typeof bad === 'number' && (rows.length > told.length || bad > told.length))
      lines.push(`  … ${bad} of ${total} rows in all.`);
  }
  if (reasons !== null && typeof reasons === 'object')
    lines.push(
      `  ${Object.entries(reasons)
        .map(([reason, count]) => `${words(reason)}: ${count}`)
        .join(', ')}`,
    );
  return lines.join('\n');
}

function rowText({ line, column, value, reason = '' }: ToldRow): string {
  const where = [`line ${line}`, ...(column ? [column] : [])].join(', ');
  return `${where}: ${words(reason)}${value ? ` (${JSON.stringify(value)})` : ''}`;
}

/** `not_a_number` */
const words = (reason: string): string => reason.replaceAll('_', ' ');

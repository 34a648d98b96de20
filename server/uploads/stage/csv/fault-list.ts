const LISTED = 100;
const LONGEST_VALUE = 200;

/** One thing wrong with one row. `line` is the line in the file, the header being 1. */
export interface RowFault {
  line: number;
  /** Null: the row as a whole. */
  column: string | null;
  value: string;
  reason: string;
}

/** `details` of INVALID_ROWS: all are counted, `rows` has the first 100 faults. */
export interface FaultList {
  rows_total: number;
  rows_bad: number;
  by_reason: Record<string, number>;
  rows: RowFault[];
}

/** The list before the first row. */
export const emptyFaultList = (): FaultList => ({ rows_total: 0, rows_bad: 0, by_reason: {}, rows: [] });

/** Counts one row, and what is wrong with it. */
export function addRow(list: FaultList, line: number, faults: readonly Omit<RowFault, 'line'>[]): void {
  list.rows_total += 1;
  if (faults.length > 0) list.rows_bad += 1;
  for (const { column, value, reason } of faults) {
    list.by_reason[reason] = (list.by_reason[reason] ?? 0) + 1;
    if (list.rows.length < LISTED)
      list.rows.push({ line, column, value: value.slice(0, LONGEST_VALUE), reason });
  }
}

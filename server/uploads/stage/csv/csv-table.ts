import type { RowRule } from './row-rules.ts';

/** A number column: where it is in the file, and what it becomes. */
export interface NumberColumn {
  /** Place in the row, from 0. */
  index: number;
  /** As in the file, for messages. */
  name: string;
  /** Its name in the table, mostly a metric. */
  as: string;
  /** The value is multiplied by this: 1/1024 makes MB of kB. A power of two, so that no bit is lost. */
  scale: number;
  /** Of the value after scaling, both ends included. */
  range: readonly [min: number, max: number];
}

export interface TextColumn {
  index: number;
  name: string;
  /** Why a cell is refused; null when it is fine. It comes trimmed and never empty. */
  fault: (text: string) => string | null;
  /** What an empty cell stands for; null: it may not be empty. */
  fallback: string | null;
  /** Where to look when the cell is empty: the first `length` characters of that one. */
  other?: { index: number; length: number };
}

/** How to read one CSV file into a table with time, machine, entity and numbers. */
export interface CsvTable {
  path: string;
  /** Of a file in an archive, for messages. */
  member: string | null;
  separator: string;
  /** Lines before the first row. */
  skip: number;
  /** Cells of every row. */
  width: number;
  time: { index: number; name: string };
  /** The column, or the one name that all rows have. */
  machine: TextColumn | string;
  /** The column, or '' for rows of the host. */
  entity: TextColumn | '';
  /** Where rows were taken out of their file: the column with their line in it. */
  line?: number;
  numbers: readonly NumberColumn[];
  /** The numbers are stored as they stand, so the table may have them in narrow types: whoever calculates makes DOUBLE. */
  narrow?: boolean;
  /** More columns, as SQL over the names of the numbers. */
  derived?: ReadonlyMap<string, string>;
  rules: readonly RowRule[];
}

/** Times that are taken, Unix ms, both included. */
export interface AcceptedTimes {
  from: number;
  to: number;
}

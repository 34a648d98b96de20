/** Rows that are held until they are written together: as many as a row group of DuckDB has. */
export const HELD_ROWS = 122_880;

/**
 * What the cells of a column are read as: numbers are handed on as doubles, narrow ones in the narrowest type that gives
 * back all that came so far, and times (see createInstantParser) as Unix ms. Cells of a column that is skipped are only looked at for what is odd.
 */
export type PlainKind = 'number' | 'narrow' | 'instant' | 'text' | 'skipped';

/** The cells of some rows, by column. Numbers of both kinds and texts are in the order of the file. */
export interface HeldRows {
  rows: number;
  numbers: readonly HeldNumbers[];
  texts: readonly HeldTexts[];
}

/** Only cells that have a value are among the values. */
export interface HeldNumbers {
  index: number;
  kind: PlainKind;
  values: Float64Array;
  count: number;
  /** A bit for each row, the lowest first: whether its cell has a value. */
  valid: Uint8Array;
  /** Of all rows since the file began: whether any cell had a value, decimals needed, largest absolute value, a −0. */
  seen: boolean;
  decimals: number;
  largest: number;
  minusZero: boolean;
}

export interface HeldTexts {
  index: number;
  /** The different texts, and for each row the place of its own among them. */
  names: string[];
  places: Map<string, number>;
  latest: { bytes: Uint8Array; place: number };
  cells: Int32Array;
}

/** Room for the rows of a file with columns of these kinds. */
export function createHeldRows(kinds: readonly PlainKind[]): HeldRows {
  const indices = (...wanted: PlainKind[]) =>
    kinds.flatMap((kind, index) => (wanted.includes(kind) ? [index] : []));
  return {
    rows: 0,
    numbers: indices('number', 'narrow', 'instant').map((index) => ({
      index,
      kind: kinds[index] ?? 'number',
      values: new Float64Array(HELD_ROWS),
      count: 0,
      seen: false,
      valid: new Uint8Array(HELD_ROWS / 8).fill(0xff),
      decimals: 0,
      largest: 0,
      minusZero: false,
    })),
    texts: indices('text').map((index) => ({
      index,
      names: [],
      places: new Map(),
      // Like no cell: a NUL is not plain.
      latest: { bytes: Uint8Array.of(0), place: -1 },
      cells: new Int32Array(HELD_ROWS),
    })),
  };
}

/** Makes room for the rows that follow. */
export function emptyHeldRows(held: HeldRows): void {
  held.rows = 0;
  for (const column of held.numbers) {
    column.count = 0;
    column.valid.fill(0xff);
  }
}

/** What a figure must be to be met. */
export interface Bar {
  sense: 'at most' | 'at least';
  value: number;
}

/** One measured number. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** None: told for comparison. */
  bar?: Bar;
  note?: string;
}

/** What one part of a benchmark found; `missing` says what could not be measured and what to do about it. */
export interface Findings {
  figures: Figure[];
  missing: string[];
  /** Lines to print as they are, such as a table. */
  details?: string[];
}

/** Null for a figure without a bar. */
export function isMet({ value, bar }: Figure): boolean | null {
  if (!bar) return null;
  return bar.sense === 'at most' ? value <= bar.value : value >= bar.value;
}

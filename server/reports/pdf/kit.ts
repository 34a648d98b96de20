import type { Typeface } from './typeface.ts';

/** What everything that is drawn needs to know. */
export interface Kit {
  typeface: Typeface;
  /** Of the text and the figures, in points. */
  width: number;
  /** IANA name of the zone in which times are written. */
  zone: string;
  /** `#rrggbb`, for rules; never for data. */
  accent: string;
}

/** Sizes in points. */
export const SIZE = { title: 26, heading: 14, block: 9, body: 8.8, small: 7.6, label: 6.6 } as const;

/** Under 70 characters of body text. */
export const MEASURE = 356;

/** Height of a line as a share of its size. */
export const LEADING = 1.45;

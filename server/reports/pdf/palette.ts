import type { SeriesColour, State } from '../report-model.ts';

/** The light palette of the product, for paper. */
export const PALETTE = {
  text: '#12161c',
  text2: '#4a5361',
  text3: '#6b7482',
  line: '#e3e6eb',
  paper: '#ffffff',
  /** Links inside the report; the product's own accent. */
  link: '#2457d6',
} as const;

export const SERIES: Record<SeriesColour, string> = {
  user: '#3b78e7',
  system: '#f2a33a',
  iowait: '#d6453d',
  steal: '#8f5bd6',
  irq: '#17a2a2',
  nice: '#7aa874',
  used: '#3b78e7',
  cache: '#9dbcf3',
  buffers: '#c9d9f8',
  swap: '#d6453d',
  read: '#17a2a2',
  write: '#f2a33a',
  rx: '#17a2a2',
  tx: '#8f5bd6',
  one: '#3b78e7',
  two: '#f2a33a',
  three: '#17a2a2',
  four: '#8f5bd6',
  five: '#7aa874',
  six: '#d6453d',
};

/** Ink and ground of a state; the word stands beside it always. */
export const STATES: Record<State, { ink: string; ground: string }> = {
  good: { ink: '#0f7b4d', ground: '#e3f4ec' },
  watch: { ink: '#9a5b00', ground: '#fdf1dd' },
  act: { ink: '#b3261e', ground: '#fbe9e7' },
  unrated: { ink: '#6b7482', ground: '#f1f3f6' },
};

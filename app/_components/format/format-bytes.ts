import { formatNumber } from './format-number.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A file's size in decimal units: "12.3 kB". */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${step === 0 ? bytes : formatNumber(bytes / 1000 ** step)} ${UNITS[step]}`;
}

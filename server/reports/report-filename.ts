import type { ReportFormat } from './report-formats.ts';

const LONGEST_NAME = 80;

/** `20261120T140500Z` */
const compact = (at: Date): string => at.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

/** `<machine>_<start>_<end>.<format>`, in characters that neither a header nor a file system minds. */
export function reportFilename(machine: string, start: Date, end: Date, format: ReportFormat): string {
  const safe = machine
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME);
  return `${safe || 'machine'}_${compact(start)}_${compact(end)}.${format}`;
}

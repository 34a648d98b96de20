import { METRICS } from '../../agent/contract/metrics.ts';
import { atHour } from './at-hour.ts';
import type { HostRow } from './host-rows.ts';

/** A file to be made: `count` rows, `step` seconds apart, from the Unix second `start`. */
export interface CsvPlan {
  machine: string;
  columns: readonly string[];
  start: number;
  step: number;
  count: number;
}

/** Bytes have no parts. All else has two decimals, as the tools of this field print, without zeros that say nothing. */
const WHOLE = new Set(METRICS.filter(({ unit }) => unit === 'bytes_per_second').map(({ id }) => id));

/** The header, without its newline. */
export const csvHeader = ({ columns }: Pick<CsvPlan, 'columns'>): string =>
  `timestamp,machine_id,${columns.join(',')}`;

/** Row `index` of the file, without its newline: the recorded rows in their order, again and again. */
export function csvLine(rows: readonly HostRow[], plan: CsvPlan, index: number): string {
  const seconds = plan.start + index * plan.step;
  const values = atHour(rows[index % rows.length] ?? {}, seconds);
  let line = `${seconds},${plan.machine}`;
  for (const column of plan.columns) {
    const value = values[column];
    const parts = WHOLE.has(column) ? 1 : 100;
    line += value === null || value === undefined ? ',' : `,${Math.round(value * parts) / parts}`;
  }
  return line;
}

import { parseDecimal } from './parse-decimal.ts';

/** Load over 1, 5 and 15 minutes. */
export type Loadavg = readonly [one: number, five: number, fifteen: number];

const SUBSYSTEM = '/proc/loadavg';

/** Parses /proc/loadavg. Throws ProcfsError. */
export function parseLoadavg(text: string): Loadavg {
  const columns = text.trim().split(/\s+/);
  const at = (column: number, field: string): number =>
    parseDecimal(columns[column], { subsystem: SUBSYSTEM, line: 1, field });
  return [at(0, 'load 1 min'), at(1, 'load 5 min'), at(2, 'load 15 min')];
}

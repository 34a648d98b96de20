import { HOST_COLUMNS } from '../../agent/contract/metrics.ts';
import { csvLine } from './csv-lines.ts';
import type { HostRow } from './host-rows.ts';

/** Columns of the CSV contract behind timestamp and machine_id. */
const CONTRACT_METRICS = 17;

/**
 * The contract's columns, and then as many of the catalogue's as `bytesPerRow` has room for on average, in the order of
 * an export.
 */
export function fitColumns(rows: readonly HostRow[], machine: string, bytesPerRow: number): string[] {
  const columns = HOST_COLUMNS.slice(0, CONTRACT_METRICS);
  for (const column of HOST_COLUMNS.slice(CONTRACT_METRICS)) {
    if (averageLine(rows, machine, [...columns, column]) > bytesPerRow) break;
    columns.push(column);
  }
  return columns;
}

const DAY = 86_400;

/** Bytes of a line with its newline, over one round through the recording in the course of a day. */
function averageLine(rows: readonly HostRow[], machine: string, columns: readonly string[]): number {
  const plan = {
    machine,
    columns,
    start: DAY * 20_000,
    step: Math.ceil(DAY / rows.length),
    count: rows.length,
  };
  const bytes = rows.reduce((sum, _, index) => sum + csvLine(rows, plan, index).length + 1, 0);
  return bytes / rows.length;
}

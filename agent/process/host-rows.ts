import { HOST_COLUMNS } from '../contract/metrics.ts';
import { csvCell } from './csv-cell.ts';
import type { Interval } from './interval.ts';

export const HOST_HEADER = ['timestamp', 'machine_id', ...HOST_COLUMNS].join(',');

/** The row of the CSV contract for the whole machine, in catalogue units; empty where a value is unknown. */
export function hostRows({ samples, timestamp }: Interval, machineId: string): string[] {
  const host = samples.find((sample) => sample.kind === 'host');
  if (!host) return [];
  const values = HOST_COLUMNS.map((id) => host.values[id] ?? '');
  return [`${timestamp},${csvCell(machineId)},${values.join(',')}`];
}

import type { Container } from '../procfs/container.ts';
import type { Snapshot } from '../procfs/snapshot.ts';
import { containerValues } from '../rates/container.ts';
import { csvCell } from './csv-cell.ts';

export const CONTAINERS_HEADER =
  'timestamp,container_id,container_name,runtime,cpu_percent,cpu_user_percent,cpu_system_percent,' +
  'memory_current_bytes,memory_max_bytes,memory_percent,io_read_bytes,io_write_bytes,io_read_ops,io_write_ops,pids_current';

/**
 * Each container of a snapshot. CPU in percent of one CPU over the interval, empty where there is none; memory in
 * bytes; I/O as the counters stand. `names` is for collections whose collector did not know the names.
 */
export function containerRows(
  previous: Snapshot | null,
  current: Snapshot,
  seconds: number | null,
  timestamp: string,
  names: ReadonlyMap<string, string>,
): string[] {
  return Object.values(current.containers ?? {}).map((container) => {
    const before = seconds === null ? undefined : previous?.containers?.[container.id];
    const rates = containerValues(before, container, seconds ?? 0);
    const cells = [
      timestamp,
      csvCell(container.id),
      csvCell(nameOf(container, names)),
      csvCell(container.runtime),
      percent(rates.container_cpu),
      percent(rates.container_cpu_user),
      percent(rates.container_cpu_system),
      container.memoryCurrent,
      container.memoryMax,
      percent(rates.container_mem_percent),
      container.ioReadBytes,
      container.ioWriteBytes,
      container.ioReads,
      container.ioWrites,
      container.pids,
    ];
    return cells.join(',');
  });
}

const nameOf = ({ id, name }: Container, names: ReadonlyMap<string, string>): string =>
  name === '' ? (names.get(id) ?? '') : name;

const percent = (value: number | null | undefined): string => (value == null ? '' : value.toFixed(2));

import { parseCounter } from './parse-counter.ts';
import { ProcfsError } from './procfs-error.ts';

/**
 * Pressure stall information of one resource (Documentation/accounting/psi.rst): microseconds since boot in which some
 * task, or all tasks that could run, waited for it. Null for a line that the kernel does not have: `full` of irq alone,
 * no `full` of cpu before 5.13.
 */
export interface Pressure {
  some: number | null;
  full: number | null;
}

const ROW = /^\s*(some|full)(?=\s|$)(?:\s+(?!total=)\S+)*(?:\s+total=(\S*))?/;

/**
 * Parses /proc/pressure/cpu, memory, io and irq; `subsystem` names it in errors. The averages are passed over: the
 * totals say the same of any interval. Throws ProcfsError on a total that is no number and on text without any.
 */
export function parsePressure(text: string, subsystem: string): Pressure {
  const pressure: Pressure = { some: null, full: null };
  for (const [index, row] of text.split('\n').entries()) {
    const [, name, total] = ROW.exec(row) ?? [];
    if (name !== 'some' && name !== 'full') continue;
    pressure[name] = parseCounter(total, { subsystem, line: index + 1, field: `total of ${name}` });
  }
  if (pressure.some === null && pressure.full === null) {
    throw new ProcfsError(subsystem, 0, 'neither "some" nor "full" in it');
  }
  return pressure;
}

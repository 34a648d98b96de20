import { readFileSync, writeFileSync } from 'node:fs';

const KB_PER_MB = 1024;
/** Makes the peak begin anew, proc_pid_clear_refs(5). */
const RESET_PEAK = '5';

/** Lets the peak of a process's memory begin at what it has now. */
export const resetPeakRss = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);

/** The most memory a process had resident, in MB of 1,048,576 bytes. */
export function peakRss(pid: number): number {
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (peak === undefined) throw new Error(`/proc/${pid}/status has no VmHWM`);
  return Number(peak) / KB_PER_MB;
}

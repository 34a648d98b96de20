import { readdirSync, readFileSync } from 'node:fs';

const KB_PER_MB = 1024;

/** A page that several processes map counts in parts for each: so the sum over processes is what they take together. */
export const parsePss = (smapsRollup: string): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(smapsRollup)?.[1] ?? Number.NaN) / KB_PER_MB;

/** Memory of a process and its children, proportional set size, in MB of 1,048,576 bytes; how many processes they are. */
export function pssMb(pid: number): { mb: number; processes: number } {
  const sum = { mb: 0, processes: 0 };
  try {
    sum.mb += parsePss(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    sum.processes += 1;
    for (const task of readdirSync(`/proc/${pid}/task`))
      for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)) {
        const { mb, processes } = pssMb(Number(child));
        sum.mb += mb;
        sum.processes += processes;
      }
  } catch {
    // A child that just ended.
  }
  return sum;
}

import type { CollectionRecord } from '../../agent/contract/record.ts';

/**
 * The counters of one line of a recorded file, as what each tick added to them. One that fell (iowait may) added
 * nothing.
 * @param begin how the line begins; what follows it are its counters
 */
export function counterSteps(
  ticks: readonly (readonly CollectionRecord[])[],
  subsystem: string,
  begin: string,
): number[][] {
  const counters = ticks.map((records) => {
    const text = records.find((record) => record.subsystem === subsystem)?.measurement ?? '';
    const line = text.split('\n').find((one) => one.trimStart().startsWith(begin));
    if (line === undefined) throw new Error(`The recording has no line "${begin}" in ${subsystem}`);
    return line.trimStart().slice(begin.length).trim().split(/\s+/).map(Number);
  });
  return counters
    .slice(1)
    .map((row, index) => row.map((value, column) => Math.max(0, value - (counters[index]?.[column] ?? 0))));
}

import type { Ledger } from './ledger.ts';

/** What a portal has of one machine. */
export interface Stored {
  /** As its export gives it: Unix ms and the ledger's column. */
  rows: readonly { time: number; value: number | null }[];
  /** Rows in its tables, where a moment may be twice before the newest wins. */
  inTables: number;
}

export interface Judgement {
  lost: string[];
  doubled: string[];
  wrong: string[];
}

const at = (machine: string, time: number): string => `${machine} at ${new Date(time).toISOString()}`;

/** Compares what was sent, and how that was answered, with what is there. */
export function judgeStored(ledger: Ledger, { rows, inTables }: Stored): Judgement {
  const { machine, entries, again } = ledger;
  const found: Judgement = { lost: [], doubled: [], wrong: [] };
  const there = new Map<number, number | null>();
  for (const { time, value } of rows) {
    if (there.has(time)) found.doubled.push(`${at(machine, time)} is exported twice`);
    there.set(time, value);
    const entry = entries.get(time);
    if (!entry) found.wrong.push(`${at(machine, time)} was never sent`);
    else if (entry.standing === 'refused') found.wrong.push(`${at(machine, time)} was refused and is there`);
    else if (entry.value !== null && entry.value !== value)
      found.wrong.push(`${at(machine, time)} is ${value}, not ${entry.value}`);
  }
  for (const [time, { standing }] of entries)
    if (standing === 'acknowledged' && !there.has(time))
      found.lost.push(`${at(machine, time)} was acknowledged and is not there`);
  const extra = inTables - there.size - again;
  for (let index = 0; index < extra; index += 1)
    found.doubled.push(`${machine}: ${inTables} rows in its tables for ${there.size} moments`);
  if (inTables < there.size)
    found.wrong.push(`${machine}: ${there.size} moments exported from ${inTables} rows`);
  found.wrong.push(...halfFiles(ledger, there));
  return found;
}

/** Files of which some rows are there and some are not. */
function halfFiles({ machine, entries }: Ledger, there: ReadonlyMap<number, unknown>): string[] {
  const files = new Map<string, { rows: number; stored: number }>();
  for (const [time, { file }] of entries) {
    if (file === null) continue;
    const counted = files.get(file) ?? { rows: 0, stored: 0 };
    counted.rows += 1;
    if (there.has(time)) counted.stored += 1;
    files.set(file, counted);
  }
  return [...files]
    .filter(([, { rows, stored }]) => stored > 0 && stored < rows)
    .map(([file, { rows, stored }]) => `${machine}: ${stored} of the ${rows} rows of ${file} are there`);
}

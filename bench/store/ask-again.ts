import { cpuMs } from '../agent/cpu-ms.ts';
import { median } from '../agent/median.ts';
import { timed } from './timed.ts';

/** What one question took, asked several times. */
export interface Asked {
  /** Median, from the question to the last byte of its answer. */
  ms: number;
  /** CPU of the servers that answered, mean. */
  cpuMs: number;
}

/** Asks `warmUps` times, and then `rounds` times that count. */
export async function askAgain(
  pids: readonly number[],
  { warmUps, rounds }: { warmUps: number; rounds: number },
  question: () => Promise<unknown>,
): Promise<Asked> {
  for (let round = 0; round < warmUps; round += 1) await question();
  const used = (): number => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const before = used();
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await timed(question));
  return { ms: median(seconds) * 1000, cpuMs: (used() - before) / rounds };
}

/** For the note of a figure. */
export const cpuNote = ({ cpuMs: ms }: Asked): string => `${ms.toPrecision(3)} ms of CPU`;

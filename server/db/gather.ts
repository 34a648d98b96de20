import { processWide } from '#server/process-wide.ts';

interface Call {
  item: unknown;
  /** Unix ms. */
  since: number;
  run: (items: readonly never[]) => Promise<readonly unknown[]>;
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/** More in one round would make those who are answered first wait for those who are answered last. */
const MOST = 32;

/** Calls that wait for the round that is under way, by name. */
const waiting = () => processWide('gathered', () => new Map<string, Call[]>());

/**
 * Asks together with others: what is asked under one name while a round of that name is under way makes the next round.
 * So a round trip, or a commit, serves as many as came meanwhile, only one connection is held per name, and no answer is
 * older than its question.
 * @param run answers a round, in the order of its items; those of one name must be interchangeable. Where it throws,
 *   everyone in the round gets the error.
 */
export function gather<I, O>(
  name: string,
  item: I,
  run: (items: readonly I[]) => Promise<readonly O[]>,
): Promise<O> {
  return new Promise<O>((resolve, reject) => {
    const call: Call = { item, since: Date.now(), run, resolve, reject };
    const queue = waiting().get(name);
    if (queue) queue.push(call);
    else void runRounds(name, call);
  });
}

/** For how long, in ms, somebody has been waiting under this name. */
export function longestWait(name: string): number {
  const first = waiting().get(name)?.[0];
  return first ? Date.now() - first.since : 0;
}

async function runRounds(name: string, first: Call): Promise<void> {
  const queue = [first];
  waiting().set(name, queue);
  for (let round = queue.splice(0, MOST); round.length > 0; round = queue.splice(0, MOST)) {
    try {
      // Of the round's own: what an earlier one closed over may be closed by now.
      const answers = await round[0]?.run(round.map(({ item }) => item as never));
      round.forEach(({ resolve }, index) => {
        resolve(answers?.[index] as never);
      });
    } catch (error) {
      for (const { reject } of round) reject(error);
    }
  }
  waiting().delete(name);
}

import { processWide } from '#server/process-wide.ts';

const turns = () => processWide('uploadTurns', () => new Map<string, Promise<unknown>>());

/** Runs `work` after all that was handed in before under the same key in this process has ended, well or not. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const last = turns().get(key) ?? Promise.resolve();
  const mine = last.then(work, work);
  turns().set(key, mine);
  try {
    return await mine;
  } finally {
    if (turns().get(key) === mine) turns().delete(key);
  }
}

import { ReceiveError } from './receive-error.ts';

export interface MemoryBudget {
  /** Runs `work` while `size` characters of a body are held. Rejects with ReceiveError UNAVAILABLE when too much is. */
  hold<Result>(size: number, work: () => Promise<Result>): Promise<Result>;
}

const RETRY_SECONDS = 2;

/** Bounds what bodies that wait for the disk take in memory, all together; a single one always goes. */
export function openMemoryBudget(most: number): MemoryBudget {
  let held = 0;
  return {
    async hold(size, work) {
      if (held > 0 && held + size > most) {
        throw new ReceiveError(
          503,
          'UNAVAILABLE',
          'Too much waits for the disk. Send it again.',
          {},
          RETRY_SECONDS,
        );
      }
      held += size;
      try {
        return await work();
      } finally {
        held -= size;
      }
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '../../send/back-off.ts';
import { CtlError, EXIT } from '../ctl-error.ts';

/** How failures that may pass are borne. */
export interface Patience {
  /** Waits before the next attempt; throws `error` when it is one that stays, or one too many in a row. */
  wait(error: unknown): Promise<void>;
  /** Something went well: failures count from the start again. */
  renew(): void;
}

/** About two minutes of waiting in all. */
const MOST_FAILURES = 12;
const LONGEST_MS = 20_000;
const PASSING = ['RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE'];

/** Bears what passes (no connection, a portal that is overloaded or restarts) with full-jitter back-off. */
export function openPatience(signal: AbortSignal, say: (text: string) => void): Patience {
  let failures = 0;
  return {
    async wait(error) {
      signal.throwIfAborted();
      failures += 1;
      const passes =
        error instanceof CtlError &&
        (error.exitCode === EXIT.unreachable || PASSING.includes(error.errorCode));
      if (!passes || failures > MOST_FAILURES) throw error;
      const asked = Number(error.details.retry_after);
      const waitMs = Math.max(
        backOff(failures, LONGEST_MS),
        Number.isFinite(asked) ? Math.min(asked * 1000, 3 * LONGEST_MS) : 0,
      );
      if (failures === 1) say(`${error.message}; trying again`);
      await sleep(waitMs, undefined, { signal });
    },
    renew() {
      failures = 0;
    },
  };
}

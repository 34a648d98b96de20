import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is true.
 * @param what completes the sentence "… within 60 s", e.g. "The portal did not answer".
 * @param options.givesUp is asked before each try; a text it returns is thrown at once ("The portal ended: …").
 * @throws the sentence, with the last error of `check` as its cause.
 */
export async function waitUntil(
  what: string,
  check: () => Promise<boolean> | boolean,
  options: { timeoutMs?: number; everyMs?: number; givesUp?: () => string | null; signal?: AbortSignal } = {},
): Promise<void> {
  const { timeoutMs = 60_000, everyMs = 200, givesUp, signal } = options;
  const end = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    const reason = givesUp?.();
    if (reason) throw new Error(reason, { cause });
    try {
      if (await check()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= end) throw new Error(`${what} within ${Math.round(timeoutMs / 1000)} s.`, { cause });
    await sleep(everyMs, undefined, { signal });
  }
}

export interface Hangup {
  /** A signal for one round: aborts at the end of all, and at the next SIGHUP. */
  next(): AbortSignal;
  /** Whether SIGHUP came since this was last asked. */
  happened(): boolean;
  close(): void;
}

/** Watches for SIGHUP, by which a service is told to read its settings anew. `end` is the end of all. */
export function watchHangup(end: AbortSignal): Hangup {
  let round = new AbortController();
  let isAsked = false;
  const hangup = (): void => {
    isAsked = true;
    round.abort();
  };
  process.on('SIGHUP', hangup);
  return {
    next() {
      round = new AbortController();
      // One that came while the last one was served is not lost.
      if (isAsked) round.abort();
      return AbortSignal.any([end, round.signal]);
    },
    happened() {
      const was = isAsked;
      isAsked = false;
      return was;
    },
    close: () => process.off('SIGHUP', hangup),
  };
}

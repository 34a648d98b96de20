/** A stream is silent when nothing came for so many seconds, and for so many of its intervals. */
export const SILENCE = { seconds: 120, intervals: 2.5 } as const;

/**
 * For how long (ms) a stream may be silent before its session is over: two minutes, and for an agent that samples so
 * seldom that this would end a session after each sample, two and a half of its intervals.
 */
export const silenceLimit = (intervalSeconds: number | null): number =>
  1000 * Math.max(SILENCE.seconds, SILENCE.intervals * (intervalSeconds ?? 0));

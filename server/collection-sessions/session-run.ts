/** A sample as far as sessions care: when it was taken (Unix ms), and for how many seconds its machine was up then. */
export interface SampleMoment {
  time: number;
  uptime: number | null;
}

/** Samples of one session: new ones as a delivery brings them, or all that a session has. Times are Unix ms. */
export interface SessionRun {
  id: string;
  first: number;
  last: number;
  count: number;
  /** Uptime at the first and at the last of them. */
  firstUptime: number | null;
  lastUptime: number | null;
}

/** Whether the machine was started anew between two moments, the first of them earlier. Not known: no. */
export const wasRestarted = (before: number | null, after: number | null): boolean =>
  before !== null && after !== null && after < before;

/** How often a page asks again by itself; `auto` is live where it can be, otherwise at the pace of its points. */
export const REFRESHES = ['auto', 'off', '10s', '30s', '1m', '5m'] as const;
export type Refresh = (typeof REFRESHES)[number];

/** The longest that timers of a browser can wait. */
const NEVER_MS = 2 ** 31 - 1;
const EVERY_MS = { off: NEVER_MS, '10s': 10_000, '30s': 30_000, '1m': 60_000, '5m': 300_000 };

/** What an address says; anything else is `auto`. */
export const readRefresh = (text: string | undefined): Refresh =>
  REFRESHES.find((choice) => choice === text) ?? 'auto';

/** The pause between two questions, ms; `auto` as the page says. */
export const refreshPause = (refresh: Refresh, auto: number): number =>
  refresh === 'auto' ? auto : EVERY_MS[refresh];

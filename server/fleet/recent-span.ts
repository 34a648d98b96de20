/** For how long `machine_recent` has rows: the last hour, and the one before until it is rolled up. */
export const RECENT_SPAN_MS = 2 * 3_600_000;

/** What a row of it is about. */
export const SLOT_MS = 300_000;

const DAY_MS = 24 * 3600 * 1000;

/**
 * From where on data goes when it is kept for `days` (0: for ever): the moment before which it is deleted, or null
 * when nothing that is there would go. `oldest` is the oldest there is.
 */
export function whatGoes(days: number, oldest: Date | null, now: number): Date | null {
  if (oldest === null || days === 0 || !Number.isFinite(days)) return null;
  const before = now - days * DAY_MS;
  return oldest.getTime() < before ? new Date(before) : null;
}

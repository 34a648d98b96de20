/** Asked with every delivery, while finding out takes a fraction of a millisecond. */
const known = new Map<string, string | null>();
const ENOUGH = 1000;

/** The name that the time zone database has for it; null for what is none. */
export function zoneNamed(name: string): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = lookUp(name);
  if (known.size < ENOUGH && name.length <= 64) known.set(name, found);
  return found;
}

function lookUp(name: string): string | null {
  // Distances from UTC are none: they know no summer time.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

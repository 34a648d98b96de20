/** The public part of a key, `pmk_<id>`; null for a key of another kind. */
export function keyId(key: string): string | null {
  return /^(pmk_[A-Za-z0-9]{1,32})_/.exec(key)?.[1] ?? null;
}

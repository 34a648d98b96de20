const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** `500ms`, `5s`, `10m`, `24h`, `7d`, or a bare number of seconds, in milliseconds; null when it is none of these. */
export function parseDuration(text: string): number | null {
  const [, number, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)?$/.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit);
  return number === undefined || factor === undefined ? null : Math.round(Number(number) * factor);
}

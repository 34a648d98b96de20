const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A length of time in its two largest units: "42 s", "5 min 30 s", "2 d 3 h". */
export function formatLength(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000);
  const parts = UNITS.map(([size, unit]) => {
    const whole = Math.floor(left / size);
    left -= whole * size;
    return { whole, unit };
  });
  const first = parts.findIndex(({ whole }) => whole > 0);
  if (first === -1) return 'under 1 s';
  return parts
    .slice(first, first + 2)
    .filter(({ whole }) => whole > 0)
    .map(({ whole, unit }) => `${whole} ${unit}`)
    .join(' ');
}

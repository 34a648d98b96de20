const STEPS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** How long ago, in the largest whole unit: "4 s", "3 min", "2 d". A clock that runs ahead gives "0 s". */
export function formatAge(milliseconds: number): string {
  for (const [size, unit] of STEPS) {
    if (milliseconds >= size) return `${Math.floor(milliseconds / size)} ${unit}`;
  }
  return '0 s';
}

/**
 * The parts of a benchmark that `--only` asks for, in the benchmark's order; all of them without it.
 * @throws Error that names an unknown part and those there are
 */
export function readParts<Part extends string>(
  only: string | undefined,
  parts: readonly Part[],
): readonly Part[] {
  if (only === undefined) return parts;
  const asked = only.split(',');
  const unknown = asked.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`--only has "${unknown}": allowed are ${parts.join(', ')}`);
  return parts.filter((part) => asked.includes(part));
}

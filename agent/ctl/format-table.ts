/**
 * Rows under their headings, columns two blanks apart; `-` for what is not known. Control characters, which a terminal
 * would obey, are shown as `?`.
 */
export function formatTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  const cells = rows.map((row) => row.map((cell) => plain(cell ?? '-') || '-'));
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  return [headings, ...cells]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What is known of one thing, a line each. */
export function formatFacts(facts: Readonly<Record<string, string | number | null | undefined>>): string {
  const width = Math.max(...Object.keys(facts).map((name) => name.length));
  return Object.entries(facts)
    .map(([name, value]) => `${name.padEnd(width)}  ${plain(value ?? '-') || '-'}`)
    .join('\n');
}

const plain = (value: string | number): string => String(value).replace(/\p{Cc}/gu, '?');

import type { Result } from './run-drills.ts';

const HEAD = ['drill', 'faults', 'acknowledged', 'lost', 'doubled', 'wrong', 'seconds'];

/** The results as an aligned table, a line each; what could not be tried says why. */
export function formatTable(results: readonly Result[]): string {
  const number = (value: number) => value.toLocaleString('en-US');
  const rows = results.map((result) =>
    result.notPossible === undefined
      ? [
          result.title,
          ...[result.faults, result.acknowledged].map(number),
          ...[result.lost, result.doubled, result.wrong].map(({ length }) => number(length)),
          number(result.seconds),
        ]
      : [result.title, `not possible here: ${result.notPossible}`],
  );
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...rows.filter(({ length }) => length > 2).map((row) => row[column]?.length ?? 0)),
  );
  widths[0] = Math.max(...[HEAD, ...rows].map(([title = '']) => title.length));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 || cells.length === 2
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(HEAD), ...rows.map(line)].join('\n');
}

import type { Column } from './panel.ts';

/**
 * Running sums over the columns, row by row: the upper edge of each area of a stack. A null counts as nothing; a row
 * that has no value at all stays null, so that a gap is a gap in every area.
 */
export function stackColumns(columns: readonly Column[]): Column[] {
  const edges: Column[] = columns.map(() => []);
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    const measured = columns.some((column) => typeof column[row] === 'number');
    let sum = 0;
    columns.forEach((column, index) => {
      sum += column[row] ?? 0;
      edges[index]?.push(measured ? sum : null);
    });
  }
  return edges;
}

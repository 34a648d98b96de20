import type { LiveData } from '../data/live-data.ts';

type Figure = LiveData['tables'][number][number][number];
type Direction = 'ascending' | 'descending';

const words = new Intl.Collator('en', { numeric: true });

/** Null is last whatever the direction. */
function compare(a: Figure, b: Figure, direction: Direction): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return direction === 'ascending' ? order : -order;
}

/** Makes every table sortable by its raw figures: a button in each head cell, the order said in aria-sort. */
export function sortTables(tables: LiveData['tables']): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-table]')) {
    const figures = tables[Number(table.dataset.table)];
    const body = table.tBodies[0];
    if (!figures || !body || body.rows.length < 2) continue;
    const rows = [...body.rows].map((row, at) => ({
      row,
      keys: [row.cells[0]?.textContent ?? null, ...(figures[at] ?? [])],
    }));
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        // Figures: the largest first, that is what one looks for. Names: A first.
        const first: Direction = column === 0 ? 'ascending' : 'descending';
        const other: Direction = column === 0 ? 'descending' : 'ascending';
        const direction = head.getAttribute('aria-sort') === first ? other : first;
        for (const each of heads) each.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', direction);
        const sorted = rows.toSorted((a, b) =>
          compare(a.keys[column] ?? null, b.keys[column] ?? null, direction),
        );
        body.append(...sorted.map(({ row }) => row));
      });
    });
  }
}

import { expect, test } from 'vitest';
import type { FigureTable } from '../report-model.ts';
import { formatTable } from './format-table.ts';

test('a row has one scale and one number of decimals; nothing measured is a dash', () => {
  const table: FigureTable = {
    type: 'table',
    title: null,
    note: null,
    head: 'Disk',
    columns: [
      { label: 'avg', unit: null },
      { label: 'p100', unit: null },
    ],
    rows: [
      { label: 'read', unit: 'bytes_per_second', figures: [12_000, 68_200_000] },
      { label: 'reads', unit: 'per_second', figures: [null, 0] },
    ],
  };
  expect(formatTable(table)).toEqual({
    head: 'Disk',
    columns: [
      { label: 'avg', unit: '' },
      { label: 'p100', unit: '' },
    ],
    rows: [
      { label: 'read', unit: 'MB/s', cells: ['0.0', '68.2'] },
      { label: 'reads', unit: '/s', cells: ['–', '0'] },
    ],
  });
});

test('a unit that all rows share stands in the head', () => {
  const table: FigureTable = {
    type: 'table',
    title: null,
    note: null,
    head: 'CPU',
    columns: [{ label: 'avg', unit: null }],
    rows: [
      { label: 'user', unit: 'percent', figures: [31.46] },
      { label: 'nice', unit: 'percent', figures: [0] },
    ],
  };
  const text = formatTable(table);
  expect(text.head).toBe('CPU, %');
  expect(text.rows.map((row) => [row.unit, ...row.cells])).toEqual([
    ['', '31.5'],
    ['', '0.0'],
  ]);
});

test('units of columns scale each column', () => {
  const table: FigureTable = {
    type: 'table',
    title: null,
    note: null,
    head: 'at p95',
    columns: [
      { label: 'busy', unit: 'percent' },
      { label: 'written', unit: 'bytes_per_second' },
    ],
    rows: [
      { label: 'sda', unit: null, figures: [90.7, 50_200_000] },
      { label: 'sdb', unit: null, figures: [null, 5_600_000] },
    ],
  };
  expect(formatTable(table).columns.map((column) => column.unit)).toEqual(['%', 'MB/s']);
  expect(formatTable(table).rows.map((row) => row.cells)).toEqual([
    ['90.7', '50.2'],
    ['–', '5.6'],
  ]);
});

test('what was counted has no decimals, unless there are parts of it', () => {
  const of = (figures: (number | null)[]) =>
    formatTable({
      type: 'table',
      title: null,
      note: null,
      head: 'from',
      columns: [{ label: 'samples missing', unit: 'count' }],
      rows: figures.map((figure) => ({ label: 'a', unit: null, figures: [figure] })),
    }).rows.flatMap(({ cells }) => cells);
  expect(of([15, 2, null])).toEqual(['15', '2', '–']);
  expect(of([1.5, 2])).toEqual(['1.50', '2.00']);
});

import { expect, test } from 'vitest';
import { faultDetails } from './fault-details.ts';

const row = { line: 3, column: 'cpu_user', value: '101', reason: 'over 100' };

test('bad rows and a wrong header are known by their fields', () => {
  expect(faultDetails({ rows_total: 9, rows_bad: 1, by_reason: { 'over 100': 1 }, rows: [row] })).toEqual({
    rows: { rows_total: 9, rows_bad: 1, by_reason: { 'over 100': 1 }, rows: [row] },
    header: null,
  });
  expect(faultDetails({ found_columns: ['a'], missing_columns: ['b'] })).toMatchObject({
    rows: null,
    header: { found_columns: ['a'], missing_columns: ['b'] },
  });
});

test.each([[{}], [{ rows_bad: 'x', found_columns: 'y' }], [{ rows: [row] }]])('%j is neither', (details) => {
  expect(faultDetails(details)).toEqual({ rows: null, header: null });
});

test('odd rows cost the list, not the page', () => {
  expect(faultDetails({ rows_bad: 2, rows: [{ line: 1 }] }).rows).toMatchObject({ rows_bad: 2, rows: [] });
  expect(
    faultDetails({ rows_bad: 1, rows: [{ line: null, column: null, value: null, reason: 'x' }] }).rows?.rows,
  ).toEqual([{ line: null, column: null, value: '', reason: 'x' }]);
});

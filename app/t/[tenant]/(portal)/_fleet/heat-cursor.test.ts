import { expect, test } from 'vitest';
import { moveCell } from './heat-cursor.ts';

test.each([
  ['ArrowRight', { row: 1, step: 3 }],
  ['ArrowUp', { row: 0, step: 2 }],
  ['PageDown', { row: 4, step: 2 }],
  ['Home', { row: 1, step: 0 }],
  ['End', { row: 1, step: 5 }],
  ['Tab', null],
])('%s', (key, cell) => expect(moveCell(key, { row: 1, step: 2 }, 5, 6)).toEqual(cell));

import { expect, test } from 'vitest';
import { scanCounters } from './scan-counters.ts';

test.each([
  ['cpu  1 0 65\t999999999999999  ', [1, 0, 65, 999999999999999]],
  ['cpu 007', [7]],
  ['cpu', []],
  ['cpu   ', []],
])('reads the counters of %j', (row, counters) => {
  expect(scanCounters(row, 3)).toEqual(counters);
});

test.each([
  ['cpu 1 -2'],
  ['cpu 1.5'],
  ['cpu 1e9'],
  ['cpu x'],
  ['cpu 1x'],
  ['cpu 1\r'],
  ['cpu 1000000000000000'],
])('leaves %j to others', (row) => {
  expect(scanCounters(row, 3)).toBeNull();
});

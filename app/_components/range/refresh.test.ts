import { expect, test } from 'vitest';
import { readRefresh, refreshPause } from './refresh.ts';

test.each([
  [undefined, 'auto', 15_000],
  ['auto', 'auto', 15_000],
  ['10s', '10s', 10_000],
  ['5m', '5m', 300_000],
  ['off', 'off', 2_147_483_647],
  ['1s', 'auto', 15_000],
  ['toString', 'auto', 15_000],
])('%s is %s', (text, refresh, pause) => {
  expect(readRefresh(text)).toBe(refresh);
  expect(refreshPause(readRefresh(text), 15_000)).toBe(pause);
});

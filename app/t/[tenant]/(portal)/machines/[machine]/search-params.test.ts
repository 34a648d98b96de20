import { expect, test } from 'vitest';
import { machineSearchParams } from './search-params.ts';

test.each([
  [{}, '15m'],
  [{ range: '1h' }, '1h'],
  [{ range: '7d', other: 'x' }, '7d'],
  [{ range: '' }, '15m'],
  [{ range: '2h' }, '15m'],
  [{ range: '1H' }, '15m'],
  [{ range: ['1h', '6h'] }, '15m'],
  [{ range: 'toString' }, '15m'],
])('%j shows %s', (params, range) => {
  expect(machineSearchParams(params)).toEqual({ range });
});

import { expect, test } from 'vitest';
import { periodQuery, rangeWidth, readPeriod } from './period.ts';

test.each([
  ['15m', 900_000],
  ['90m', 5_400_000],
  ['24h', 86_400_000],
  ['4000d', 345_600_000_000],
  ['4001d', null],
  ['0m', null],
  ['1.5h', null],
  ['-1h', null],
  ['1w', null],
  ['1H', null],
  ['all', null],
  ['', null],
  ['toString', null],
])('%s is %s ms wide', (range, width) => expect(rangeWidth(range)).toBe(width));

test.each([
  [{}, { range: '1h' }],
  [{ range: '45m' }, { range: '45m' }],
  [{ range: 'all' }, { range: 'all' }],
  [{ range: 'ever' }, { range: '1h' }],
  [{ range: '6h', from: '2026-11-02T10:00:00Z' }, { range: '6h' }],
  [{ range: '6h', from: '2026-11-02T10:00:00Z', to: 'now' }, { range: '6h' }],
  [{ from: '2026-11-02T10:00:00Z', to: '2026-11-02T10:00:00Z' }, { range: '1h' }],
])('%j is read', (params, period) => expect(readPeriod(params, '1h')).toEqual(period));

test('from and to are read as they are written', () => {
  const period = { from: 1_793_613_600_000, to: 1_793_613_600_250 };
  expect(periodQuery(period)).toEqual([
    ['from', '2026-11-02T10:00:00Z'],
    ['to', '2026-11-02T10:00:00.250Z'],
  ]);
  expect(readPeriod(Object.fromEntries(periodQuery(period)), '1h')).toEqual(period);
});

import { expect, test } from 'vitest';
import { formatFigures } from './format-figures.ts';

test('aligns figures and says which bars are met', () => {
  const text = formatFigures([
    { what: 'CPU', value: 0.6789, unit: 'ms', bar: { sense: 'at most', value: 0.7 } },
    { what: 'throughput', value: 39.94, unit: 'MB/s', bar: { sense: 'at least', value: 40 }, note: 'busy' },
    { what: 'bytes', value: 12_345.6, unit: '' },
  ]);
  expect(text.split('\n')).toEqual([
    '  CPU          0.679 ms    at most 0.7: met',
    '  throughput    39.9 MB/s  at least 40: MISSED (busy)',
    '  bytes       12,346',
  ]);
});

test('a figure that could not be measured meets no bar', () => {
  const bar = { sense: 'at most', value: 1 } as const;
  expect(formatFigures([{ what: 'x', value: Number.NaN, unit: 'ms', bar }])).toContain('MISSED');
});

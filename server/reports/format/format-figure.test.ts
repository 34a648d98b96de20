import { describe, expect, test } from 'vitest';
import { figureParts, formatFigure, formatRound } from './format-figure.ts';

describe('figures in three significant digits', () => {
  test.each([
    [0, 'percent', '0 %'],
    [100, 'percent', '100 %'],
    [81.04, 'percent', '81.0 %'],
    [5, 'percent', '5.0 %'],
    [0.254, 'percent', '0.25 %'],
    [99.96, 'percent', '100 %'],
    [0, 'bytes_per_second', '0 B/s'],
    [999, 'bytes_per_second', '999 B/s'],
    [1000, 'bytes_per_second', '1.00 kB/s'],
    [151_000_000, 'bytes_per_second', '151 MB/s'],
    [2.5e12, 'bytes_per_second', '2,500 GB/s'],
    [512, 'megabytes', '512 MB'],
    [1024, 'megabytes', '1.00 GB'],
    [65_536, 'megabytes', '64.0 GB'],
    [3 * 1024 ** 2, 'megabytes', '3.00 TB'],
    [1234.5, 'per_second', '1,235 /s'],
    [9.996, 'milliseconds', '10.0 ms'],
    [12_345, 'milliseconds', '12.3 s'],
    [0.0123, 'count', '0.012'],
    [-3.25, 'count', '\u22123.25'],
    [-0.0001, 'count', '0.000'],
  ] as const)('%d %s is %s', (value, unit, text) => {
    expect(formatFigure(value, unit).replaceAll('\u00a0', ' ')).toBe(text);
  });

  test.each([null, Number.NaN, Number.POSITIVE_INFINITY])('%s is a dash without a unit', (value) => {
    expect(figureParts(value, 'percent')).toEqual(['–', '']);
  });

  test.each([
    [80, 'percent', '80 %'],
    [65_536, 'megabytes', '64 GB'],
    [1_500_000, 'bytes_per_second', '1.5 MB/s'],
    [100, 'percent', '100 %'],
    [2000, 'per_second', '2,000 /s'],
  ] as const)('%d %s, round, is %s', (value, unit, text) => {
    expect(formatRound(value, unit).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

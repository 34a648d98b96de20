import { expect, test } from 'vitest';
import { type Quantity, scaleQuantity } from './scale-quantity.ts';

const BINARY = { bytes: 'binary', network: 'bits' } as const;
const DECIMAL = { bytes: 'decimal', network: 'bytes' } as const;

test.each<[Quantity, number | null, string, number, string, number]>([
  ['percent', 93, '%', 1, '%', 1],
  ['bytes', null, 'B', 1, 'B', 1],
  ['bytes', 1023, 'B', 1, 'kB', 1000],
  ['bytes', 16 * 1024 ** 3, 'GiB', 1024 ** 3, 'GB', 1e9],
  ['bytes', 1e30, 'PiB', 1024 ** 5, 'PB', 1e15],
  ['bytes_rate', 3e6, 'MiB/s', 1024 ** 2, 'MB/s', 1e6],
  ['network_rate', 1.25e6, 'Mbit/s', 125_000, 'MB/s', 1e6],
  ['network_rate', 10, 'bit/s', 1 / 8, 'B/s', 1],
  ['per_second', 9999, '/s', 1, '/s', 1],
  ['per_second', 25_000, 'k/s', 1000, 'k/s', 1000],
  ['per_second', -2e6, 'M/s', 1e6, 'M/s', 1e6],
  ['milliseconds', 12_000, 's', 1000, 's', 1000],
  ['count', 5, '', 1, '', 1],
])('%s up to %d', (quantity, largest, unit, per, otherUnit, otherPer) => {
  expect(scaleQuantity(quantity, largest, BINARY)).toEqual({ unit, per });
  expect(scaleQuantity(quantity, largest, DECIMAL)).toEqual({ unit: otherUnit, per: otherPer });
});

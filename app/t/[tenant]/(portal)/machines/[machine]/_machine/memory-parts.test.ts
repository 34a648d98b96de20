import { expect, test } from 'vitest';
import type { Column } from '#app/_components/charts/panel.ts';
import { BYTES_PER_MB } from './host-specs.ts';
import { memoryParts } from './memory-parts.ts';

const TIMES = [1000, 2000, 3000];
const band = (avg: Column) => ({ avg, min: avg, max: avg });
const megabytes = (bands: Record<string, Column>) => {
  const found = memoryParts(
    TIMES,
    Object.fromEntries(Object.entries(bands).map(([name, column]) => [name, band(column)])),
  );
  return (
    found && {
      at: found.at,
      ...Object.fromEntries(found.parts.map((p) => [p.label, p.bytes / BYTES_PER_MB])),
    }
  );
};

const TOTAL = { mem_total: [100, 100, 100] };

test.each([
  [
    'the newest row, whose parts add up',
    {
      ...TOTAL,
      mem_used: [1, 2, 40],
      mem_available: [99, 98, 60],
      mem_cached: [1, 1, 30],
      mem_buffers: [1, 1, 5],
    },
    { at: 3000, used: 40, cache: 30, buffers: 5, free: 25 },
  ],
  [
    'the newest row with figures',
    {
      ...TOTAL,
      mem_used: [1, 20, null],
      mem_available: [99, 80, null],
      mem_cached: [1, 50, 9],
      mem_buffers: [0, 10, 9],
    },
    { at: 2000, used: 20, cache: 50, buffers: 10, free: 20 },
  ],
  [
    'shared memory once, as used',
    {
      ...TOTAL,
      mem_used: [1, 1, 70],
      mem_available: [9, 9, 30],
      mem_cached: [1, 1, 60],
      mem_buffers: [1, 1, 5],
    },
    { at: 3000, used: 70, cache: 25, buffers: 5, free: 0 },
  ],
  ['used alone', { ...TOTAL, mem_used: [1, 1, 70] }, { at: 3000, used: 70, 'not used': 30 }],
  ['more used than there is', { ...TOTAL, mem_used: [1, 1, 170] }, { at: 3000, used: 100, 'not used': 0 }],
  ['no total', { mem_used: [1, 1, 70] }, null],
  ['a total of nothing', { mem_total: [0, 0, 0], mem_used: [1, 1, 70] }, null],
  ['nothing', {}, null],
])('%s', (_, bands, expected) => {
  expect(megabytes(bands as Record<string, Column>)).toEqual(expected);
});

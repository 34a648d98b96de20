import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sliceTimes } from './slice-times.ts';

const source = fc
  .record({
    first: fc.integer({ min: 0, max: 1e9 }),
    length: fc.integer({ min: 0, max: 1e8 }),
    rows: fc.nat(2e6),
  })
  .map(({ first, length, rows }) => ({ firstTime: first, lastTime: first + length, rows }));

test('slices follow each other from start to end, cut at whole buckets', () => {
  fc.assert(
    fc.property(
      fc.array(source, { maxLength: 30 }),
      fc.constantFrom(1, 15_000, 3_600_000),
      (sources, width) => {
        const [start, end] = [123_456_789, 987_654_321];
        const cuts = sliceTimes(sources, { start, end, width });
        expect(cuts[0]).toBe(start);
        expect(cuts.at(-1)).toBe(end);
        cuts.slice(1).forEach((cut, index) => {
          expect(cut).toBeGreaterThan(cuts[index]!);
        });
        expect(cuts.slice(1, -1).every((cut) => cut % width === 0)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('the first slice is small, the others have up to 100,000 rows', () => {
  const sources = [{ firstTime: 0, lastTime: 999_999_999, rows: 1_000_000 }];
  const cuts = sliceTimes(sources, { start: 0, end: 1e9, width: 1 });
  expect(cuts.slice(0, 4)).toEqual([0, 5_000_000, 25_000_000, 105_000_000]);
  expect(cuts).toHaveLength(13);
});

test('many small sources share a slice', () => {
  const sources = Array.from({ length: 100 }, (_, index) => ({
    firstTime: index * 1000,
    lastTime: index * 1000 + 999,
    rows: 10,
  }));
  expect(sliceTimes(sources, { start: 0, end: 1e6, width: 1 })).toEqual([0, 1e6]);
});

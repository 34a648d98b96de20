import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentilesOf } from './percentiles-of.ts';

const SHARES = [0, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 1];

function bySorting(values: Float64Array): number[] {
  const sorted = values.toSorted();
  return SHARES.map((share) => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)]!;
    return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
  });
}

/** A number that looks random and is the same in each run. */
const wobble = (index: number) => {
  const x = Math.sin(index * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
};

test.each<[string, (random: number, index: number) => number]>([
  ['even', (random) => random],
  ['negative', (random) => -1e6 * random],
  ['the same', () => 7],
  ['two values', (random) => (random < 0.99 ? 0 : 1)],
  ['whole numbers', (random) => Math.floor(random * 100)],
  ['one far away', (random, index) => (index === 5 ? 1e18 : random)],
  ['over all magnitudes', (random) => 10 ** (random * 600 - 300)],
  ['as far apart as can be', (random) => (random < 0.5 ? -Number.MAX_VALUE : Number.MAX_VALUE)],
  ['tiny', (random) => random * 1e-310],
  ['ascending', (_, index) => index],
])('%s: as by sorting', (_, make) => {
  const values = Float64Array.from({ length: 50_000 }, (__, index) => make(wobble(index), index));
  expect(percentilesOf(values, SHARES)).toEqual(bySorting(values));
});

test('any values, any number of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.integer({ min: 1, max: 200 }),
      (some, times) => {
        const values = Float64Array.from(
          { length: some.length * times },
          (_, index) => some[index % some.length] ?? 0,
        );
        const same = (a: number, b: number) => Object.is(a + 0, b + 0);
        const expected = bySorting(values);
        expect(percentilesOf(values, SHARES).every((value, index) => same(value, expected[index]!))).toBe(
          true,
        );
      },
    ),
    { numRuns: 200 },
  );
});

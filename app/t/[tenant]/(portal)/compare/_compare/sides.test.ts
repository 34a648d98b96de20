import { expect, test } from 'vitest';
import { commonWindow, secondWindow, sidesOf } from './sides.ts';

const HOUR = 3_600_000;
const window = { start: 100 * HOUR, end: 101 * HOUR };

test.each([
  [{ before: 'same' }, 99],
  [{ before: '24h' }, 76],
  [{ from: 5 * HOUR, to: 6 * HOUR }, 5],
])('B of %j', (second, hour) =>
  expect(secondWindow(second, window)).toEqual({ start: hour * HOUR, end: (hour + 1) * HOUR }),
);

test('a side per machine, each with its colour and its own name', () => {
  const names = { a: 'web', b: 'web' };
  const sides = sidesOf({ machines: ['a', 'b', 'c'], second: null }, window, names);
  expect(sides.map(({ letter, label }) => `${letter} ${label}`)).toEqual(['A a', 'B b', 'C c']);
  expect(new Set(sides.map(({ color }) => color)).size).toBe(3);
  expect(sidesOf({ machines: ['a', 'c'], second: null }, window, names).map(({ label }) => label)).toEqual([
    'web',
    'c',
  ]);
});

test('one machine over two ranges, or two machines each over its own', () => {
  const second = { from: 5 * HOUR, to: 8 * HOUR };
  const one = sidesOf({ machines: ['a'], second }, window, { a: 'web' });
  expect(one.map(({ machine, label }) => `${machine} ${label}`)).toEqual(['a A', 'a B']);
  expect(commonWindow(one)).toEqual({ start: 100 * HOUR, end: 103 * HOUR });
  const two = sidesOf({ machines: ['a', 'b'], second }, window, {});
  expect(two.map(({ machine, window: { start } }) => [machine, start / HOUR])).toEqual([
    ['a', 100],
    ['b', 5],
  ]);
  expect(sidesOf({ machines: [], second }, window, {})).toEqual([]);
});

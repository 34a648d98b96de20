import { expect, test } from 'vitest';
import { PARTS, readOptions } from './read-options.ts';

test('has usual values, and smaller ones when quick', () => {
  const usual = { parts: PARTS, machines: 50, days: 30, fleet: 1000, rounds: 9, quick: false, help: false };
  expect(readOptions([])).toEqual(usual);
  expect(readOptions(['--quick', '--only', 'fleet,machine', '--fleet', '200'])).toMatchObject({
    parts: ['machine', 'fleet'],
    days: 3,
    fleet: 200,
    rounds: 2,
  });
});

test.each([
  [['--fleet', '0'], '--fleet is "0": allowed is 1 to 10000'],
  [['--rounds', 'many'], '--rounds is "many": allowed is 1 to 100'],
  [['--only', 'fleet,nothing'], `--only has "nothing": allowed are ${PARTS.join(', ')}`],
])('%j is refused', (argv, message) => expect(() => readOptions(argv)).toThrow(message));

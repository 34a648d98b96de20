import { expect, test } from 'vitest';
import { PARTS, readOptions } from './read-options.ts';

test('without flags it is all of it', () => {
  expect(readOptions([])).toEqual({
    parts: PARTS,
    days: 30,
    rounds: 5,
    reports: 50,
    warmUps: 10,
    quick: false,
    help: false,
  });
});

test('parts come in their order; quick is less, unless said', () => {
  expect(readOptions(['--only', 'memory,day']).parts).toEqual(['day', 'memory']);
  expect(readOptions(['--quick', '--reports', '7'])).toMatchObject({ days: 3, rounds: 1, reports: 7 });
});

test.each([
  [['--only', 'week'], '--only has "week": allowed are day, rmarkdown, month, memory'],
  [['--rounds', '0'], '--rounds is "0": allowed is 1 to 100'],
  [['--reports', '1e3'], '--reports is "1e3": allowed is 2 to 1000'],
  [['--fast'], 'Unknown option'],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
});

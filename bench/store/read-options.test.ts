import { describe, expect, test } from 'vitest';
import { PARTS, readOptions } from './read-options.ts';

describe('readOptions', () => {
  test('has usual values', () => {
    expect(readOptions([])).toEqual({
      parts: PARTS,
      rows: 850_000,
      rounds: 3,
      chartDays: 30,
      machines: 1000,
      seconds: 180,
      profile: null,
      quick: false,
      help: false,
    });
  });

  test('is smaller when quick, but for what is said', () => {
    expect(readOptions(['--quick', '--rows', '5000', '--only', 'trickle,upload'])).toMatchObject({
      parts: ['upload', 'trickle'],
      rows: 5000,
      rounds: 1,
      machines: 100,
      seconds: 30,
    });
  });

  test.each([
    [['--rows', '999'], '--rows is "999": allowed is 1000 to 850000'],
    [['--rows', 'many'], '--rows is "many": allowed is 1000 to 850000'],
    [['--seconds', '35'], '--seconds is "35": allowed is 10 to 900 in steps of 10'],
    [['--only', 'size,price'], '--only has "price": allowed are upload, size, stats, chart, trickle'],
    [['--fast'], '--fast'],
    [['upload'], 'upload'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });
});

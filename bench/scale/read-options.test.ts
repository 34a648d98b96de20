import { describe, expect, test } from 'vitest';
import { PARTS, readOptions } from './read-options.ts';

describe('readOptions', () => {
  test('has usual values', () => {
    expect(readOptions([])).toEqual({
      parts: PARTS,
      tenants: 100,
      machines: 10,
      seconds: 120,
      connections: 120,
      built: false,
      tables: false,
      quick: false,
      help: false,
    });
  });

  test('is smaller when quick, but for what is said', () => {
    expect(readOptions(['--quick', '--tenants', '9', '--only', 'live,tenants'])).toMatchObject({
      parts: ['tenants', 'live'],
      tenants: 9,
      machines: 3,
      seconds: 45,
    });
  });

  test.each([
    [['--tenants', '0'], '--tenants is "0": allowed is 1 to 1000'],
    [['--machines', '1e2'], '--machines is "1e2": allowed is 1 to 100'],
    [['--seconds', '50'], '--seconds is "50": allowed is 30 to 900 in steps of 15'],
    [['--connections', '3'], '--connections is "3": allowed is 4 to 130'],
    [['--only', 'week'], '--only has "week": allowed are tenants, idle, live, hour, day, upkeep'],
    [['--fast'], '--fast'],
    [['live'], 'live'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });
});

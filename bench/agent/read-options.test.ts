import { describe, expect, test } from 'vitest';
import { PARTS, readOptions } from './read-options.ts';

describe('readOptions', () => {
  test('has usual values', () => {
    expect(readOptions([], 'x64')).toEqual({
      parts: PARTS,
      seconds: 60,
      warmup: 20,
      ticks: 100_000,
      megabytes: 300,
      collection: null,
      singleFile: 'dist/agent/pcc-linux-x64',
      help: false,
    });
  });

  test('takes flags, and parts in their own order', () => {
    const options = readOptions(['--only', 'truth,wire', '--seconds', '30', '--collection', 'c.json']);
    expect(options).toMatchObject({ parts: ['wire', 'truth'], seconds: 30, collection: 'c.json' });
  });

  test.each([
    [['--seconds', '5'], '--seconds is "5": allowed is 15 to 3600'],
    [['--ticks', 'many'], '--ticks is "many": allowed is 1000 to 10000000'],
    [['--only', 'cpu,gpu'], '--only has "gpu": allowed are parse, wire, cpu, truth, flat, process'],
    [['--fast'], '--fast'],
    [['cpu'], 'cpu'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });
});

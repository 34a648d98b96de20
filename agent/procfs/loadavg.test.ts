import { describe, expect, test } from 'vitest';
import { parseLoadavg } from './loadavg.ts';
import { ProcfsError } from './procfs-error.ts';

describe('parseLoadavg', () => {
  test.each([
    ['0.02 0.04 0.05 1/497 11947\n', [0.02, 0.04, 0.05]],
    ['1234.50 0.00 7 1/497 11947', [1234.5, 0, 7]],
  ])('reads %j', (text, load) => {
    expect(parseLoadavg(text)).toEqual(load);
  });

  test.each([
    ['', 'load 1 min must be a non-negative number, found ""'],
    ['0.1 0.2', 'load 15 min must be a non-negative number, found nothing'],
    ['0.1 x 0.3', 'load 5 min must be a non-negative number, found "x"'],
    ['-0.1 0.2 0.3', 'load 1 min must be a non-negative number, found "-0.1"'],
    ['1e5 0.2 0.3', 'load 1 min must be a non-negative number, found "1e5"'],
    ['NaN 0.2 0.3', 'load 1 min must be a non-negative number, found "NaN"'],
  ])('refuses %j', (text, message) => {
    expect(() => parseLoadavg(text)).toThrow(ProcfsError);
    expect(() => parseLoadavg(text)).toThrow(`/proc/loadavg line 1: ${message}`);
  });
});

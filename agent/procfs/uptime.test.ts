import { describe, expect, test } from 'vitest';
import { ProcfsError } from './procfs-error.ts';
import { parseUptime } from './uptime.ts';

describe('parseUptime', () => {
  test.each([
    ['350735.47 234388.90\n', 350735.47],
    ['0.00 0.00', 0],
    ['12', 12],
  ])('reads %j', (text, seconds) => {
    expect(parseUptime(text)).toBe(seconds);
  });

  test.each(['', '\n', 'up', '-1.00 2.00', '1.2.3 4', 'Infinity 1'])('refuses %j', (text) => {
    expect(() => parseUptime(text)).toThrow(ProcfsError);
    expect(() => parseUptime(text)).toThrow('/proc/uptime line 1: uptime must be a non-negative number');
  });
});

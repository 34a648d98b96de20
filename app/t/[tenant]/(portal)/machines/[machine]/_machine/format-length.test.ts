import { expect, test } from 'vitest';
import { formatLength } from './format-length.ts';

test.each([
  [0, 'under 1 s'],
  [42_400, '42 s'],
  [330_000, '5 min 30 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [183_600_000, '2 d 3 h'],
])('%i ms: %s', (milliseconds, text) => expect(formatLength(milliseconds)).toBe(text));

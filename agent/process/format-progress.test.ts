import { expect, test } from 'vitest';
import { formatProgress } from './format-progress.ts';

test.each([
  [0, 100e6, 0, '0.0 MB of 100.0 MB (0 %)'],
  [40e6, 100e6, 2, '40.0 MB of 100.0 MB (40 %), 20.0 MB/s, 3 s left'],
  [1e9, 100e9, 100, '1,000.0 MB of 100,000.0 MB (1 %), 10.0 MB/s, 2 h 45 min left'],
  [1e6, 100e6, 1, '1.0 MB of 100.0 MB (1 %), 1.0 MB/s, 1 min 39 s left'],
  [40e6, null, 2, '40.0 MB, 20.0 MB/s'],
  [5, 0, 1, '0.0 MB, 0.0 MB/s, 0 s left'],
])('%i of %s bytes after %i s', (taken, size, seconds, text) => {
  expect(formatProgress(taken, size, seconds)).toBe(text);
});

test('what was there before makes it no faster', () => {
  expect(formatProgress(60e6, 100e6, 2, 40e6)).toBe('60.0 MB of 100.0 MB (60 %), 10.0 MB/s, 4 s left');
});

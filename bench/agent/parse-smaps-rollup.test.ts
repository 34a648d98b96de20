import { expect, test } from 'vitest';
import { parseSmapsRollup } from './parse-smaps-rollup.ts';

test('tells written pages from those of the program text', () => {
  const text = [
    '5588233b9000-7ffcb954f000 ---p 00000000 00:00 0                          [rollup]',
    'Rss:               51200 kB',
    'Pss_Dirty:             7 kB',
    'Private_Clean:      1024 kB',
    'Private_Dirty:     10240 kB',
    '',
  ].join('\n');
  expect(parseSmapsRollup(text)).toEqual({ rss: 50, unshared: 11, private: 10 });
});

test('what is not there is unknown', () => {
  expect(parseSmapsRollup('').rss).toBeNaN();
});

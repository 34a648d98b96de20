import { expect, test } from 'vitest';
import { parsePss, pssMb } from './pss-mb.ts';

test('reads the proportional set size', () => {
  expect(parsePss('Rss:  4096 kB\nPss:    2048 kB\nPss_Dirty:  512 kB\n')).toBe(2);
  expect(parsePss('')).toBeNaN();
});

test('this process has some memory', () => {
  const { mb, processes } = pssMb(process.pid);
  expect(mb).toBeGreaterThan(1);
  expect(processes).toBeGreaterThan(0);
});

test('who has ended has none', () => {
  expect(pssMb(2 ** 22 + 1)).toEqual({ mb: 0, processes: 0 });
});

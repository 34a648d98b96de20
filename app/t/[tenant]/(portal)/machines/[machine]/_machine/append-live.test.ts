import { describe, expect, test } from 'vitest';
import { appendLive, type LiveRow } from './append-live.ts';

const row = (time: number, cpu: number | null): LiveRow => ({ time, values: { cpu_user: cpu } });

describe('appendLive', () => {
  test.each([
    { name: 'nothing arrived', rows: [row(1, 5)], time: [], cpu: [], start: 0, expected: [row(1, 5)] },
    {
      name: 'at the end',
      rows: [row(1, 5)],
      time: [2, 3],
      cpu: [6, null],
      start: 0,
      expected: [row(1, 5), row(2, 6), row(3, null)],
    },
    {
      name: 'the same again changes nothing',
      rows: [row(1, 5), row(2, 6)],
      time: [1, 2],
      cpu: [5, 6],
      start: 0,
      expected: [row(1, 5), row(2, 6)],
    },
    {
      name: 'late ones find their place',
      rows: [row(1, 5), row(4, 8)],
      time: [3, 2],
      cpu: [7, 6],
      start: 0,
      expected: [row(1, 5), row(2, 6), row(3, 7), row(4, 8)],
    },
    {
      name: 'what slid out of the window is dropped',
      rows: [row(1, 5), row(2, 6)],
      time: [3],
      cpu: [7],
      start: 2,
      expected: [row(2, 6), row(3, 7)],
    },
  ])('$name', ({ rows, time, cpu, start, expected }) => {
    expect(appendLive(rows, { time, values: { cpu_user: cpu } }, start)).toEqual(expected);
  });

  test('a column shorter than the times is unknown, not shifted', () => {
    expect(appendLive([], { time: [1, 2], values: { cpu_user: [5] } }, 0)).toEqual([row(1, 5), row(2, null)]);
  });
});

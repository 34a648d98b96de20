import { expect, test } from 'vitest';
import type { SampleEvent } from '#agent/contract/sample.ts';
import { describeMarks } from './describe-marks.ts';

const EVENTS: SampleEvent[] = [
  { at: 10, type: 'gap' },
  { at: 20, type: 'restart' },
  { at: 30, type: 'gap' },
  { at: 40, type: 'clock_step' },
];

test.each([
  ['all of them, by kind', 0, 50, '1 restart, 2 gaps, 1 clock step'],
  ['those in the window alone, its ends with it', 20, 30, '1 restart, 1 gap'],
  ['none', 41, 50, ''],
])('%s', (_, start, end, expected) => {
  expect(describeMarks(EVENTS, start, end)).toBe(expected);
});

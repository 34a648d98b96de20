import { expect, test } from 'vitest';
import { readThresholds } from './read-thresholds.ts';

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

test('fields that are left alone say nothing', () => {
  expect(readThresholds(formOf({ 'watch:cpu_used_p95': '', 'act:cpu_used_p95': ' ' }))).toBeUndefined();
});

test('one of two limits is enough', () => {
  const fields = { 'watch:cpu_used_p95': ' 60.5 ', 'watch:swap_p95': '10', 'act:swap_p95': '0x20' };
  expect(readThresholds(formOf(fields))).toEqual({
    cpu_used_p95: { watch: 60.5 },
    swap_p95: { watch: 10, act: 32 },
  });
});

test.each([
  [{ 'watch:cpu_used_p95': 'many' }, 'CPU used, p95: watch is “many”: it is a number from 0 up.'],
  [{ 'act:cpu_used_p95': '-1' }, 'CPU used, p95: act is “-1”: it is a number from 0 up.'],
  [{ 'act:cpu_used_p95': '1e999' }, 'act is “1e999”'],
  [{ 'watch:cpu_used_p95': '97' }, 'CPU used, p95: watch (97) must not be above act (95 unless said).'],
  [{ 'watch:filesystem_days': '3' }, 'Days until full: watch (3) must not be below act (7 unless said).'],
])('%j is refused with a reason', (fields, reason) => {
  expect(() => readThresholds(formOf(fields as Record<string, string>))).toThrow(reason);
});

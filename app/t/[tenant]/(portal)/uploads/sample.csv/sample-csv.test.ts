import { expect, test } from 'vitest';
import { HOST_COLUMNS, metricsOf } from '#agent/contract/metrics.ts';
import { sampleCsv } from './sample-csv.ts';

const now = Date.parse('2026-03-01T12:34:56Z');
const [head = [], ...rows] = sampleCsv('web-01', now)
  .trimEnd()
  .split('\n')
  .map((line) => line.split(','));

test('has the columns of the contract, in their order', () => {
  expect(head).toEqual(['timestamp', 'machine_id', ...HOST_COLUMNS.slice(0, head.length - 2)]);
  expect(head.length).toBe(19);
});

test('is a row a minute up to now, of values that are possible', () => {
  expect(rows).toHaveLength(60);
  expect(rows.map(([time]) => Number(time) * 1000).at(-1)).toBe(Date.parse('2026-03-01T12:34:00Z'));
  const ranges = new Map(metricsOf('host').map(({ id, range }) => [id, range]));
  for (const row of rows) {
    const value = Object.fromEntries(head.map((name, index) => [name, Number(row[index])]));
    for (const [name, [least, most]] of ranges)
      if (name in value) {
        expect(value[name]).toBeGreaterThanOrEqual(least);
        expect(value[name]).toBeLessThanOrEqual(most);
      }
    const { cpu_user = 0, cpu_system = 0, cpu_idle = 0, cpu_iowait = 0 } = value;
    expect(cpu_user + cpu_system + cpu_idle + cpu_iowait).toBeCloseTo(100, 1);
  }
});

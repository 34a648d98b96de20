import { expect, test } from 'vitest';
import type { WeekChart } from '../report-model.ts';
import { layOutWeek } from './lay-out-week.ts';

const week = (value: (day: number, hour: number) => number | null, top: number | null): WeekChart => ({
  type: 'week-chart',
  title: '',
  unit: 'percent',
  top,
  values: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => value(day, hour))),
  counts: Array.from({ length: 7 }, () => Array(24).fill(3)),
  zone: 'UTC',
});

test('cells of one strength are one path, those without a figure another', () => {
  const { levels, empty, cells } = layOutWeek(
    week((day, hour) => (day > 4 ? null : hour < 12 ? 0 : 80), 80),
    272,
    119,
  );
  expect(levels.map(({ strength, path }) => [strength, path.match(/M/g)?.length])).toEqual([
    [0.05, 60],
    [1, 60],
  ]);
  expect(empty.match(/M/g)).toHaveLength(48);
  expect(cells).toHaveLength(168);
  expect(cells[25]).toMatchObject({ day: 1, hour: 1, x: 40, y: 15, width: 9, height: 14, count: 3 });
});

test('the largest value is the strongest colour unless a top is given', () => {
  expect(
    layOutWeek(
      week(() => 4, null),
      272,
      119,
    ).cells[0]?.strength,
  ).toBe(1);
  expect(
    layOutWeek(
      week(() => 4, 100),
      272,
      119,
    ).cells[0]?.strength,
  ).toBeLessThan(0.2);
});

test.each([
  ['no figures', week(() => null, null)],
  ['only zeros', week(() => 0, null)],
  ['no rows', { ...week(() => 0, null), values: [], counts: [] }],
])('%s do not break it', (_, chart) => {
  const geometry = layOutWeek(chart, 272, 119);
  expect(geometry.dayLabels.map(({ label }) => label)).toHaveLength(7);
  expect(JSON.stringify(geometry)).not.toContain('NaN');
});

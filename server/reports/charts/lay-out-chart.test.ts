import { describe, expect, test } from 'vitest';
import type { ChartSeries, TimeChart } from '../report-model.ts';
import { layOutChart } from './lay-out-chart.ts';

const START = Date.UTC(2026, 10, 20, 9);
const series = (id: string, avg: (number | null)[]): ChartSeries => ({
  id,
  label: id,
  colour: 'user',
  avg,
  min: null,
  max: null,
});

const chart = (avg: (number | null)[], more: Partial<TimeChart> = {}): TimeChart => ({
  type: 'time-chart',
  title: '',
  unit: 'percent',
  form: 'stack',
  start: START,
  end: START + 10_000,
  top: 100,
  ceiling: null,
  resolutionSeconds: 1,
  times: avg.map((_, at) => START + at * 1000),
  series: [series('a', avg)],
  peak: null,
  marks: [],
  ...more,
});

/** Subpaths of an SVG path. */
const pieces = (path: string | undefined): number => path?.match(/M/g)?.length ?? 0;

describe('a stack', () => {
  test.each([
    ['one run', [1, 2, 3], 1],
    ['null in the middle breaks it', [1, null, 3, 4], 2],
    ['nulls at the ends', [null, 2, 3, null], 1],
    ['a lone sample is still seen', [null, 2, null], 1],
    ['a single sample', [2], 1],
    ['all null', [null, null], 0],
    ['nothing', [], 0],
  ])('%s', (_, values, count) => {
    const [area] = layOutChart(chart(values), 500, 150).areas;
    expect(pieces(area?.path)).toBe(count);
    expect(area?.path ?? '').not.toMatch(/NaN|undefined|Infinity/);
  });

  test('breaks as a whole where one series is null', () => {
    const { areas } = layOutChart(
      chart([10, 10, 10], { series: [series('a', [10, 10, 10]), series('b', [5, null, 5])] }),
      500,
      150,
    );
    expect(areas.map(({ path }) => pieces(path))).toEqual([2, 2]);
  });

  test('puts the second series on top of the first', () => {
    const { areas, plot } = layOutChart(
      chart([50, 50], { series: [series('a', [50, 50]), series('b', [50, 50])] }),
      500,
      150,
    );
    const middle = (plot.top + plot.bottom) / 2;
    expect(areas[0]?.path).toContain(`,${middle}`);
    expect(areas[1]?.path).toContain(`,${plot.top}`);
  });

  test('a lone sample is as wide as its interval', () => {
    const { areas, plot } = layOutChart(chart([null, 40, null]), 500, 150);
    const xs = [...(areas[0]?.path ?? '').matchAll(/[ML]([\d.]+),/g)].map((match) => Number(match[1]));
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo((plot.right - plot.left) / 10, 0);
  });
});

describe('lines', () => {
  test('have a band where buckets have a range, and none for raw samples', () => {
    const band: ChartSeries = { ...series('a', [2, 3]), min: [1, 2], max: [3, 9] };
    const bucketed = layOutChart(chart([2, 3], { form: 'lines', top: null, series: [band] }), 500, 100);
    expect(bucketed.bands).toHaveLength(1);
    expect(bucketed.valueTicks.at(-1)?.label).toBe('10');
    const raw = layOutChart(chart([2, 3], { form: 'lines', top: null }), 500, 100);
    expect(raw.bands).toHaveLength(0);
    expect(raw.areas).toHaveLength(0);
    expect(pieces(raw.lines[0]?.path)).toBe(1);
  });

  test('of nothing but zeros lie on an axis with a scale', () => {
    const { valueTicks, lines, plot } = layOutChart(
      chart([0, 0, 0], { form: 'lines', top: null, unit: 'bytes_per_second' }),
      500,
      100,
    );
    expect(valueTicks.length).toBeGreaterThan(1);
    expect(lines[0]?.path.startsWith(`M${plot.left},${plot.bottom}`)).toBe(true);
    expect(lines[0]?.path).not.toContain('NaN');
  });
});

describe('axes', () => {
  test('are in the unit of the magnitude, with round ticks', () => {
    const { unit, valueTicks } = layOutChart(
      chart([70e6], { form: 'lines', top: null, unit: 'bytes_per_second' }),
      500,
      100,
    );
    expect(unit).toBe('MB/s');
    expect(valueTicks.map(({ label }) => label)).toEqual(['0', '20', '40', '60', '80']);
  });

  test.each([
    [60, ['09:00', '09:00:15', '09:00:30', '09:00:45', '09:01']],
    [3600, ['09:00', '09:15', '09:30', '09:45', '10:00']],
    [86_400, ['09:00', '12:00', '15:00', '18:00', '21:00', '21 Nov', '03:00', '06:00', '09:00']],
    [7 * 86_400, ['21 Nov', '22 Nov', '23 Nov', '24 Nov', '25 Nov', '26 Nov', '27 Nov']],
  ])('%d s of time have round UTC ticks', (seconds, labels) => {
    const { timeTicks } = layOutChart(chart([], { end: START + seconds * 1000 }), 500, 100);
    expect(timeTicks.map(({ label }) => label)).toEqual(labels);
  });

  test('of an empty range have no time ticks and no crash', () => {
    expect(layOutChart(chart([], { end: START }), 500, 100).timeTicks).toEqual([]);
  });
});

test('marks outside the axis are left out, labels that would overlap too', () => {
  const { marks } = layOutChart(
    chart([1, 2], {
      marks: [
        { at: START + 5000, type: 'restart' },
        { at: START + 5100, type: 'gap' },
        { at: START + 60_000, type: 'gap' },
      ],
    }),
    500,
    150,
  );
  expect(marks.map(({ type, label }) => [type, label])).toEqual([
    ['restart', 'restart'],
    ['gap', null],
  ]);
});

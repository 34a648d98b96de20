import { describe, expect, test } from 'vitest';
import { emptyInput, handMadeInput, statsOf } from '../testing/hand-made-input.ts';
import { composeReportModel } from './compose-report-model.ts';
import type { ReportInput } from './report-input.ts';

const withMetric = (input: ReportInput, id: string, values: number[]): ReportInput => ({
  ...input,
  stats: { ...input.stats, metrics: { ...input.stats.metrics, [id]: statsOf(values) } },
});
const states = (input: ReportInput): Record<string, string> =>
  Object.fromEntries(composeReportModel(input).findings.map(({ id, state }) => [id, state]));

describe('a day of a busy database server', () => {
  const model = composeReportModel(handMadeInput());

  test('is plain data, and the same each time', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    expect(composeReportModel(handMadeInput())).toEqual(model);
  });

  test('has every section in reading order', () => {
    expect(model.sections.map(({ id }) => id)).toEqual([
      'cpu',
      'memory',
      'disk',
      'network',
      'cores',
      'statistics',
      'method',
    ]);
  });

  test('rates by the thresholds, with the rule as a word', () => {
    expect(model.kpis.map(({ label, state }) => [label, state])).toEqual([
      ['CPU used, p95', 'good'],
      ['Memory used, p99', 'good'],
      ['Disk sda busy, p95', 'act'],
      ['Network received, p95', 'good'],
    ]);
    expect(model.kpis[2]?.note).toBe('act: above 90\u00a0%');
  });

  test('finds the worst first', () => {
    expect(model.findings.map(({ id, state }) => [id, state])).toEqual([
      ['disk-busy', 'act'],
      ['iowait', 'watch'],
      ['cpu-used', 'good'],
      ['memory-used', 'good'],
    ]);
  });

  test('counts whole disks and physical interfaces only', () => {
    const tables = model.sections.flatMap(({ id, blocks }) =>
      id === 'disk' || id === 'network' ? blocks.filter((block) => block.type === 'table') : [],
    );
    expect(tables.map(({ rows }) => rows.map(({ label }) => label))).toEqual([['sda', 'sdb'], ['eth0']]);
  });

  test('stacks memory without counting shared memory twice', () => {
    const [chart] = model.sections.find(({ id }) => id === 'memory')?.blocks ?? [];
    if (chart?.type !== 'time-chart') throw new Error('no memory chart');
    const total = chart.series.map(({ avg }) => avg[0] ?? 0).reduce((a, b) => a + b);
    expect(total).toBeLessThanOrEqual(chart.ceiling?.value ?? 0);
  });
});

describe('findings follow from the figures', () => {
  test.each([
    ['cpu_used', [99, 99, 99], 'cpu-used', 'act'],
    ['cpu_used', [80, 80, 80], 'cpu-used', 'good'],
    ['cpu_used', [80.1, 80.1], 'cpu-used', 'watch'],
    ['cpu_steal', [12, 12], 'steal', 'act'],
    ['cpu_steal', [0.5], 'steal', undefined],
    ['cpu_iowait', [0, 0], 'iowait', undefined],
    ['mem_used', [64_000, 64_000], 'memory-used', 'act'],
    ['swap_out_pages', [0, 0, 0], 'swapping', undefined],
    ['swap_out_pages', [50, 60], 'swapping', 'watch'],
  ])('%s of %j: %s is %s', (metric, values, id, state) => {
    expect(states(withMetric(handMadeInput(), metric, values))[id]).toBe(state);
  });

  test('a full core is news only while the others have room', () => {
    const input = withMetric(handMadeInput(), 'cpu_used', [20, 20]);
    const cpu = { cpu0: { cpu_used: statsOf([100, 100]) }, cpu1: { cpu_used: statsOf([3, 3]) } };
    const cored = { ...input, stats: { ...input.stats, entities: { ...input.stats.entities, cpu } } };
    expect(states(cored)['one-core']).toBe('watch');
    expect(states(withMetric(cored, 'cpu_used', [90, 90]))['one-core']).toBeUndefined();
  });

  test('missing samples are said', () => {
    const input = handMadeInput();
    const thin = { ...input, stats: { ...input.stats, samples: 100 } };
    expect(states(thin).coverage).toBe('watch');
    expect(states(input).coverage).toBeUndefined();
  });
});

test('a range without samples says so and draws nothing', () => {
  const model = composeReportModel(emptyInput());
  expect(model.kpis).toEqual([]);
  expect(model.findings).toEqual([]);
  expect(model.sections.map(({ title }) => title)).toEqual(['No samples in this range']);
});

test('what was not measured is left out or a dash, not zero', () => {
  const input = handMadeInput();
  const { cpu_used, cpu_user } = input.stats.metrics;
  const series = { cpu_user: input.host.series.cpu_user ?? { avg: [], min: [], max: [] } };
  const model = composeReportModel({
    ...input,
    host: { ...input.host, series },
    stats: {
      ...input.stats,
      metrics: { ...(cpu_used && { cpu_used }), ...(cpu_user && { cpu_user }) },
      entities: {},
    },
  });
  expect(model.sections.map(({ id }) => id)).toEqual(['cpu', 'cores', 'statistics', 'method']);
  expect(model.kpis.map(({ state }) => state)).toEqual(['good', 'unrated', 'unrated', 'unrated']);
});

test('charts show where the samples are when that is a small part of the range', () => {
  const input = handMadeInput();
  const first = input.start.getTime() + 60_000;
  const dataRange = { start: first, end: first + 120_000 };
  const model = composeReportModel({ ...input, stats: { ...input.stats, dataRange } });
  const [chart] = model.sections[0]?.blocks ?? [];
  expect(chart).toMatchObject({ type: 'time-chart', start: first });
  expect(model.sections[0]?.intro).toContain('part of the range that has samples');
});

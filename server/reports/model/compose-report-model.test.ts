import { describe, expect, test } from 'vitest';
import { emptyInput, handMadeInput, statsOf, withMachine } from '../testing/hand-made-input.ts';
import { composeReportModel } from './compose-report-model.ts';
import type { ReportInput } from './report-input.ts';
import { resolveOptions } from './resolve-options.ts';

const withMetric = (input: ReportInput, id: string, values: number[]): ReportInput =>
  withMachine(input, ({ data }) => ({
    data: { stats: { ...data.stats, metrics: { ...data.stats.metrics, [id]: statsOf(values) } } },
  }));
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
      'cores',
      'memory',
      'disk',
      'network',
      'radar',
      'correlations',
      'statistics',
      'method',
    ]);
  });

  test('every section says its range, samples and interval', () => {
    for (const { id, basis } of model.sections.filter((section) => section.id !== 'method'))
      expect([id, basis]).toEqual([
        id,
        '20 November 2026, 09:00 – 21 November 2026, 09:00 UTC · 5,754 samples, one each 15\u00a0s',
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

  test('finds the worst first, and links to where it is shown', () => {
    expect(model.findings.map(({ id, state, sectionId }) => [id, state, sectionId])).toEqual([
      ['disk-busy', 'act', 'disk'],
      ['iowait-disk', 'watch', 'cpu'],
      ['disk-wait', 'watch', 'disk'],
    ]);
    for (const { at } of model.findings) expect(at).toMatch(/^2026-11-2\dT/);
  });

  test('says how each resource is, by the figure that decided', () => {
    expect(model.health.map(({ resource, state }) => [resource, state])).toEqual([
      ['cpu', 'good'],
      ['memory', 'good'],
      ['disk', 'act'],
      ['network', 'good'],
      ['filesystem', 'unrated'],
    ]);
    expect(model.health[0]?.sentence).toMatch(/^CPU use is [\d.]+\u00a0% at p95; watch above 80\u00a0%\.$/);
  });

  test('lists whole disks and physical interfaces first', () => {
    const labels = model.sections.flatMap(({ id, blocks }) =>
      id === 'disk' || id === 'network'
        ? blocks.flatMap((block) => (block.type === 'table' ? [block.rows.map(({ label }) => label)] : []))
        : [],
    );
    expect(labels).toEqual([
      ['sda', 'sdb', 'sda1'],
      ['eth0', 'lo'],
    ]);
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
    ['cpu_used', [80, 80, 80], 'cpu-used', undefined],
    ['cpu_used', [80.1, 80.1], 'cpu-used', 'watch'],
    ['cpu_steal', [12, 12], 'steal', 'act'],
    ['cpu_steal', [0.5], 'steal', undefined],
    ['cpu_iowait', [0, 0], 'iowait-disk', undefined],
    ['mem_used', [64_000, 64_000], 'memory-used', 'act'],
    ['swap_out_pages', [0, 0, 0], 'swapping', undefined],
    ['swap_out_pages', [50, 60], 'swapping', 'watch'],
    ['swap_in_pages', [1500, 1600], 'swapping', 'act'],
    ['load_1', [8, 8], 'load', undefined],
    ['load_1', [8.1, 8.1], 'load', 'watch'],
    ['load_1', [17, 17], 'load', 'act'],
    ['pressure_cpu_some', [30, 30], 'cpu-pressure', 'watch'],
    ['pressure_memory_some', [4, 4], 'memory-pressure', undefined],
    ['pressure_memory_some', [21, 21], 'memory-pressure', 'act'],
  ])('%s of %j: %s is %s', (metric, values, id, state) => {
    expect(states(withMetric(handMadeInput(), metric, values))[id]).toBe(state);
  });

  test.each([
    ['disk', 'sda', 'disk_wait', [1, 1], 'disk-wait', undefined],
    ['disk', 'sda', 'disk_wait', [120, 120], 'disk-wait', 'act'],
    ['net', 'eth0', 'net_rx_errors', [2, 2], 'net-errors', 'watch'],
    ['net', 'eth0', 'net_tx_dropped', [200, 200], 'net-drops', 'act'],
    ['net', 'lo', 'net_rx_errors', [2, 2], 'net-errors', undefined],
    ['container', 'web', 'container_throttled', [30, 30], 'container-throttled', 'act'],
    ['container', 'web', 'container_mem_percent', [93, 93], 'container-memory', 'watch'],
    ['filesystem', '/', 'fs_used_percent', [86, 86], 'filesystem-full', 'watch'],
    ['filesystem', '/', 'fs_used_percent', [99, 96], 'filesystem-full', 'act'],
  ])('%s %s %s of %j: %s is %s', (kind, entity, metric, values, id, state) => {
    const input = withMachine(handMadeInput(), ({ data: { stats } }) => {
      const known = stats.entities[kind] ?? {};
      const changed = { ...known, [entity]: { ...known[entity], [metric]: statsOf(values) } };
      return { data: { stats: { ...stats, entities: { ...stats.entities, [kind]: changed } } } };
    });
    expect(states(input)[id]).toBe(state);
  });

  test('a full core is news only while the others have room', () => {
    const cored = (used: number) =>
      withMachine(handMadeInput(), ({ data: { stats } }) => {
        const cpu = { cpu0: { cpu_used: statsOf([100, 100]) }, cpu1: { cpu_used: statsOf([used, used]) } };
        return { data: { stats: { ...stats, entities: { ...stats.entities, cpu } } } };
      });
    expect(states(cored(20))['one-core']).toBe('act');
    expect(states(cored(90))['one-core']).toBeUndefined();
  });

  test('thresholds can be chosen', () => {
    const options = resolveOptions({ thresholds: { cpu_used_p95: { watch: 10 } } });
    expect(states({ ...handMadeInput(), options })['cpu-used']).toBe('watch');
  });
});

test('memory that rises hour after hour looks like a leak; memory that comes and goes does not', () => {
  const hours = (value: (at: number) => number) =>
    withMachine(handMadeInput(), ({ data }) => {
      const time = Array.from({ length: 24 }, (_, at) => data.start.getTime() + at * 3_600_000);
      const host = { time, entities: { '': { mem_used: time.map((_, at) => value(at)) } } };
      return { data: { hours: { ...data.hours, host } } };
    });
  expect(states(hours((at) => 10_000 + 400 * at))['memory-growth']).toBe('watch');
  expect(states(hours((at) => 10_000 + 1000 * at))['memory-growth']).toBe('act');
  expect(states(hours((at) => 10_000 + 5 * at))['memory-growth']).toBeUndefined();
  expect(states(hours((at) => 10_000 + 9000 * (at % 2)))['memory-growth']).toBeUndefined();
});

test.each([
  [0, undefined, /^No process was killed for lack of memory\.$/],
  [1, '1 process was killed for lack of memory on 20 Nov, 09:30', 'Out-of-memory kills, 1 in all'],
  [3, '3 processes were killed for lack of memory, most of them on', 'Out-of-memory kills, 3 in all'],
])('%i kills for lack of memory', (total, evidence, shown) => {
  const model = composeReportModel(
    withMachine(handMadeInput(), ({ data }) => {
      const avg = data.host.timestamps.map((_, at) => (at === 10 ? total / 180 : 0));
      const series = { ...data.host.series, oom_kills: { avg, min: avg, max: avg } };
      const metrics = { ...data.stats.metrics, oom_kills: { ...statsOf(avg), total } };
      return { data: { host: { ...data.host, series }, stats: { ...data.stats, metrics } } };
    }),
  );
  const finding = model.findings.find(({ id }) => id === 'oom-kills');
  if (evidence === undefined) expect(finding).toBeUndefined();
  else expect(finding).toMatchObject({ state: 'act', evidence: expect.stringContaining(evidence) });
  const blocks = model.sections.find(({ id }) => id === 'memory')?.blocks ?? [];
  const texts = blocks.map((block) =>
    block.type === 'paragraph' ? block.text : 'title' in block && block.title,
  );
  expect(texts).toContainEqual(expect.stringMatching(shown));
});

test('a file system that grows steadily has a date', () => {
  const input = withMachine(handMadeInput(), ({ data }) => {
    const time = Array.from({ length: 24 }, (_, at) => data.start.getTime() + at * 3_600_000);
    const filesystem = { time, entities: { '/var': { fs_used: time.map((_, at) => 50_000 + 100 * at) } } };
    const stats = {
      fs_size: statsOf([100_000]),
      fs_used: statsOf([52_300]),
      fs_available: statsOf([48_000]),
      fs_used_percent: statsOf([52.3]),
    };
    return {
      data: {
        hours: { ...data.hours, filesystem },
        stats: { ...data.stats, entities: { ...data.stats.entities, filesystem: { '/var': stats } } },
      },
    };
  });
  const model = composeReportModel(input);
  const finding = model.findings.find(({ id }) => id === 'filesystem-filling');
  expect(finding).toMatchObject({ state: 'watch', sectionId: 'filesystems' });
  // 48,000 MB at 2,400 MB a day, without doubt.
  expect(finding?.evidence).toContain('will be full in 20 days.');
  expect(model.health.at(-1)).toMatchObject({
    resource: 'filesystem',
    state: 'watch',
    figure: 20,
    unit: 'days',
  });
});

test('a link whose speed is known is rated by its busier direction', () => {
  const withSpeed = (speed: number) =>
    withMachine(handMadeInput(), () => ({ facts: { linkSpeeds: { eth0: speed } } }));
  const { stats } = handMadeInput().machines[0]?.data ?? {};
  const busier = stats?.entities.net?.eth0?.net_rx_bytes?.p95 ?? 0;
  const model = composeReportModel(withSpeed(100));
  const table = model.sections
    .find(({ id }) => id === 'network')
    ?.blocks.find((block) => block.type === 'table');
  const share = table?.type === 'table' ? table.rows[0]?.figures.at(-1) : null;
  expect(share).toBeCloseTo((100 * busier * 8) / 100e6, 6);
  expect(states(withSpeed(100))['link-full']).toBe('act');
  expect(model.findings.find(({ id }) => id === 'link-full')?.evidence).toMatch(
    /^eth0 uses [\d.]+\u00a0% of its 100\u00a0Mbit\/s link at p95 when receiving\.$/,
  );
  const network = (input: ReportInput) =>
    composeReportModel(input).sections.find(({ id }) => id === 'network')?.intro;
  expect(network(withSpeed(2500))).toMatch(/took [\d.]+\u00a0% of its link of 2\.5\u00a0Gbit\/s\./);
  expect(network(handMadeInput())).toContain('The speed of its link is not known.');
  expect(states(withSpeed(10_000))['link-full']).toBeUndefined();
});

test('a range without samples says so and draws nothing', () => {
  const model = composeReportModel(emptyInput());
  expect(model.kpis).toEqual([]);
  expect(model.findings).toEqual([]);
  expect(model.health).toEqual([]);
  expect(model.sections.map(({ title }) => title)).toEqual(['No samples in this range']);
});

test('what was not measured is left out or a dash, not zero', () => {
  const model = composeReportModel(
    withMachine(handMadeInput(), ({ data }) => {
      const { cpu_used, cpu_user } = data.stats.metrics;
      const metrics = { ...(cpu_used && { cpu_used }), ...(cpu_user && { cpu_user }) };
      const series = { cpu_user: data.host.series.cpu_user ?? { avg: [], min: [], max: [] } };
      const entities = Object.fromEntries(
        Object.entries(data.entities).map(([kind, result]) => [kind, { ...result, entities: {} }]),
      ) as typeof data.entities;
      return {
        data: { host: { ...data.host, series }, entities, stats: { ...data.stats, metrics, entities: {} } },
      };
    }),
  );
  expect(model.sections.map(({ id }) => id)).toEqual(['cpu', 'statistics', 'method']);
  expect(model.kpis.map(({ state }) => state)).toEqual(['good', 'unrated', 'unrated', 'unrated']);
});

test('only the chosen sections are there, and nothing links to the others', () => {
  const options = resolveOptions({ sections: ['memory', 'method'] });
  const model = composeReportModel({ ...handMadeInput(), options });
  expect(model.sections.map(({ id }) => id)).toEqual(['memory', 'method']);
  expect(model.findings.map(({ sectionId }) => sectionId)).toEqual([null, null, null]);
});

test('charts show where the samples are when that is a small part of the range', () => {
  const input = handMadeInput();
  const first = input.start.getTime() + 60_000;
  const dataRange = { start: first, end: first + 120_000 };
  const model = composeReportModel(
    withMachine(input, ({ data }) => ({ data: { stats: { ...data.stats, dataRange } } })),
  );
  const [chart] = model.sections[0]?.blocks ?? [];
  expect(chart).toMatchObject({ type: 'time-chart', start: first });
  expect(model.sections[0]?.intro).toContain('part of the range that has samples');
});

describe('several machines and two periods', () => {
  const [one] = handMadeInput().machines;
  if (!one) throw new Error('no machine');
  const named = (name: string) => ({ ...one, facts: { ...one.facts, name } });

  test('stand side by side, each with its own sections', () => {
    const input = {
      ...handMadeInput(),
      machines: [named('<script>a</script>'), named('сервер-Ωμέγα'), named('名前')],
    };
    const model = composeReportModel(input);
    expect(model.machines.map(({ name }) => name)).toEqual(['<script>a</script>', 'сервер-Ωμέγα', '名前']);
    expect(model.sections[0]).toMatchObject({
      id: 'comparison',
      machine: null,
      basis: expect.stringMatching(/ UTC · 17,262 samples of 3 machines, one each 15\u00a0s$/),
    });
    expect(new Set(model.sections.map(({ id }) => id)).size).toBe(model.sections.length);
    expect(model.sections.find(({ id }) => id === 'm2-cpu')).toMatchObject({
      machine: 'сервер-Ωμέγα',
      title: 'сервер-Ωμέγα: CPU',
    });
    expect(new Set(model.findings.map(({ id }) => id)).size).toBe(model.findings.length);
    const radar = model.sections[0]?.blocks.find((block) => block.type === 'radar');
    expect(radar?.type === 'radar' && radar.shapes.length).toBe(3);
    expect(model.samples.count).toBe(3 * 5754);
  });

  test('change between two periods is absolute', () => {
    const { stats } = one.data;
    const before = {
      ...one.data,
      stats: { ...stats, metrics: { ...stats.metrics, cpu_used: statsOf([10, 10]) } },
      start: new Date(one.data.start.getTime() - 7 * 86_400_000),
      end: new Date(one.data.end.getTime() - 7 * 86_400_000),
    };
    const compareWith = { start: before.start, end: before.end };
    const model = composeReportModel({ ...handMadeInput(), machines: [{ ...one, before }], compareWith });
    expect(model.sections[0]).toMatchObject({
      id: 'change',
      intro: expect.stringMatching(/^Before is 13 November.* UTC · 5,754 samples, one each 15\u00a0s\. /),
    });
    const table = model.sections[0]?.blocks.find((block) => block.type === 'table');
    if (table?.type !== 'table') throw new Error('no table');
    const row = table.rows.find(({ label }) => label === 'CPU used, p95');
    const now = stats.metrics.cpu_used?.p95 ?? 0;
    expect(row?.figures).toEqual([10, now, now - 10, 10 * (now - 10)]);
    expect(model.comparedWith?.start).toBe(before.start.toISOString());
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { registerMachine } from '#server/machines/register-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { findFindings } from './find-findings.ts';
import { modelSchema } from './model-schema.ts';
import { blockOf, blocksOf } from './testing/find-blocks.ts';
import { type MadeMachine, makeSamples } from './testing/make-samples.ts';
import { storeSamples } from './testing/store-samples.ts';

const start = Date.UTC(2026, 10, 16, 6);
const HOUR = 3_600_000;
const base: MadeMachine = {
  start,
  count: 6 * 60,
  intervalSeconds: 60,
  cpus: 4,
  disks: 2,
  nics: 2,
  filesystems: 2,
  containers: 2,
  load: 0.6,
};
const range = { start: new Date(start), end: new Date(start + 6 * HOUR), now: new Date(start + 6 * HOUR) };

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

describe('odd machines', () => {
  test('an idle machine has no finding, and every resource is good', async () => {
    const id = await storeSamples(ctx, 'idle', makeSamples({ ...base, load: 0.01, disks: 4 }));
    const model = await buildReportModel(ctx, { machines: [id], ...range });
    expect(model.findings).toEqual([]);
    expect(model.health.map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good', 'good']);
    expect(await findFindings(ctx, { machine: 'idle', ...range })).toEqual([]);
  });

  test('a machine without any sample', async () => {
    const { id } = await registerMachine(ctx, { machine_id: 'silent' });
    const model = await buildReportModel(ctx, { machines: [id], ...range });
    expect(modelSchema.parse(model).sections.map(({ id: section }) => section)).toEqual(['empty']);
    expect(model.findings).toEqual([]);
  });

  test('a single sample of one CPU', async () => {
    const one = makeSamples({ ...base, count: 1, cpus: 1, disks: 1, nics: 1, filesystems: 1, containers: 0 });
    const id = await storeSamples(ctx, 'single', one);
    const end = new Date(start + 60_000);
    const model = await buildReportModel(ctx, { machines: [id], start: range.start, end, now: end });
    expect(modelSchema.parse(model).samples.count).toBe(1);
    expect(model.sections.map(({ id: section }) => section)).not.toContain('cores');
    expect(model.sections.map(({ id: section }) => section)).toContain('cpu');
  });

  test('128 CPUs are listed one by one', async () => {
    const { cpu, host } = makeSamples({ ...base, count: 20, cpus: 128 });
    const id = await storeSamples(ctx, 'wide', { cpu, host });
    const model = await buildReportModel(ctx, { machines: [id], ...range });
    const heat = blockOf(model, 'cores', 'heat-chart');
    expect(heat?.rows.map(({ label }) => label)).toEqual(Array.from({ length: 128 }, (_, at) => `cpu${at}`));
    expect(blockOf(model, 'cores', 'small-multiples')).toBeUndefined();
    expect(blockOf(model, 'cores', 'table')?.rows).toHaveLength(128);
  });

  test('a gap is found, breaks the lines, and adds nothing to totals', async () => {
    const { host } = makeSamples(base);
    const from = 120;
    const to = 240;
    const cut = <T>(list: readonly T[]): T[] => list.filter((_, at) => at < from || at >= to);
    const values = Object.fromEntries(Object.entries(host.values).map(([id, list]) => [id, cut(list)]));
    const id = await storeSamples(ctx, 'gappy', {
      host: { time: cut(host.time), entity: cut(host.entity), values },
    });
    const model = await buildReportModel(ctx, { machines: [id], ...range });
    expect(model.samples).toMatchObject({ count: 240, gaps: 1 });
    expect(model.samples.coverage).toBeCloseTo(2 / 3, 3);
    const coverage = model.findings.find(({ id: rule }) => rule === 'coverage');
    expect(coverage).toMatchObject({
      state: 'act',
      sectionId: 'quality',
      at: new Date(start + 119 * 60_000).toISOString(),
    });
    expect(coverage?.evidence).toContain('33.3');
    const chart = blocksOf(model, 'cpu')[0];
    expect(chart?.type === 'time-chart' && chart.series[0]?.avg.includes(null)).toBe(true);
  });

  test('a value that a counter reset left unknown is left out, not zero', async () => {
    const samples = makeSamples({
      ...base,
      change: (_, metric, __, at, value) => (metric.startsWith('net_') && at === 200 ? null : value),
    });
    const id = await storeSamples(ctx, 'reset', samples);
    const model = await buildReportModel(ctx, { machines: [id], ...range });
    const rows = blocksOf(model, 'statistics').flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(
      rows.find(({ label, figures }) => label === 'received' && figures[0] === 6 * 60 - 1),
    ).toBeDefined();
  });

  test('names of any script, and with markup', async () => {
    const name = '<script>alert("名前 Ωμέγα")<script>';
    const { host } = makeSamples({ ...base, count: 10 });
    await storeSamples(ctx, name, { host });
    const model = await buildReportModel(ctx, { machines: [name], ...range });
    expect(model.machines[0]?.name).toBe(name);
  });

  test('a chosen device goes first; one that is not there is said', async () => {
    const of = async (storageDevice: string) => {
      const model = await buildReportModel(ctx, { machines: ['idle'], ...range, options: { storageDevice } });
      return model.sections.find(({ id }) => id === 'disk')?.intro;
    };
    expect(await of('nvme2n1')).toContain('Shown first: nvme2n1, as chosen');
    expect(await of('sdz')).toContain('sdz, as chosen, has no samples in this range');
  });
});

test('busy machines have findings that say what, how much and when', async () => {
  const worst = 194;
  const samples = makeSamples({
    ...base,
    change: (kind, metric, entity, at, value) => {
      if (metric === 'cpu_used' && kind === 'host') return at === worst ? 100 : 97;
      if (metric === 'disk_busy' && entity === 'nvme1n1') return at === worst ? 100 : 95;
      if (metric === 'cpu_iowait' && kind === 'host') return at === worst ? 40 : 30;
      if (metric === 'net_rx_errors' && entity === 'eth1') return at % 10 === 0 ? 5 : 0;
      if (metric === 'container_throttled' && entity === 'docker/web-1') return 40;
      return value;
    },
  });
  const id = await storeSamples(ctx, 'busy', samples);
  const model = await buildReportModel(ctx, { machines: [id], ...range });
  const found = Object.fromEntries(model.findings.map((finding) => [finding.id, finding]));
  expect(Object.keys(found)).toEqual([
    'cpu-used',
    'iowait-disk',
    'disk-busy',
    'container-throttled',
    'net-errors',
  ]);
  expect(found['cpu-used']?.evidence).toMatch(
    /^CPU use is 97\.0\u00a0% at p95 and 97\.0\u00a0% at the median, with a peak of 100\u00a0% on 16 Nov, 09:14\.$/,
  );
  expect(found['iowait-disk']?.evidence).toContain('nvme1n1 is busy 95.0\u00a0%');
  const moment = Date.parse(found['disk-busy']?.at ?? '');
  expect(Math.abs(moment - (start + worst * 60_000))).toBeLessThan(5 * 60_000);
  const bare = (all: typeof model.findings) => all.map(({ id: rule, state }) => [rule, state]);
  expect(bare(await findFindings(ctx, { machine: 'busy', ...range }))).toEqual(bare(model.findings));
});

test('several machines and an earlier period, in one report', async () => {
  const half = { start: new Date(start + 3 * HOUR), end: range.end, now: range.end };
  const model = await buildReportModel(ctx, {
    machines: ['busy', 'idle'],
    ...half,
    compareWith: { start: range.start, end: half.start },
    options: { sections: ['comparison', 'cpu'] },
  });
  expect(model.sections.map(({ id }) => id)).toEqual([
    'comparison',
    'm1-change',
    'm1-cpu',
    'm2-change',
    'm2-cpu',
  ]);
  const ranking = blockOf(model, 'comparison', 'bar-list');
  expect(ranking?.rows.map(({ label }) => label)).toEqual(['busy', 'idle']);
  expect(modelSchema.parse(model)).toEqual(model);
});

test.each([
  ['no machine', { machines: [] }, 'INVALID_INPUT'],
  ['seven machines', { machines: ['1', '2', '3', '4', '5', '6', '7'] }, 'INVALID_INPUT'],
  ['a machine that there is not', { machines: ['nobody'] }, 'NOT_FOUND'],
  ['an empty range', { machines: ['idle'], end: range.start }, 'INVALID_INPUT'],
])('%s is refused', async (_, query, code) => {
  await expect(buildReportModel(ctx, { ...range, ...query })).rejects.toMatchObject({ code });
});

test('without the scope to read there is no report', async () => {
  const other = await freshTenant([]);
  await expect(buildReportModel(other, { machines: ['idle'], ...range })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(findFindings(other, { machine: 'idle', ...range })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

import { beforeAll, expect, test } from 'vitest';
import type { Kind } from '#agent/contract/sample.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { modelSchema } from './model-schema.ts';
import { renderHtml } from './render-html.ts';
import { renderPdf } from './render-pdf.ts';
import { compareTables } from './testing/compare-tables.ts';
import { makeSamples } from './testing/make-samples.ts';
import { readPdf } from './testing/read-pdf.ts';
import { storeSamples } from './testing/store-samples.ts';

const start = Date.UTC(2026, 10, 16, 6);
const SECONDS = 60;
const base = {
  start,
  count: 45,
  intervalSeconds: SECONDS,
  cpus: 2,
  disks: 1,
  nics: 1,
  filesystems: 1,
  containers: 1,
  load: 0.6,
};
type Samples = Record<Kind, KindColumns>;

/** Samples of which only some rows are there. */
function keepRows(samples: Samples, isKept: (sample: number) => boolean): Samples {
  const entries = Object.entries(samples).map(([kind, { time, entity, values }]) => {
    const rows = time.flatMap((at, row) => (isKept((at - start) / (1000 * SECONDS)) ? [row] : []));
    const pick = <T>(list: readonly T[]): T[] => rows.map((row) => list[row] as T);
    const kept = Object.entries(values).map(([id, list]) => [id, pick(list)]);
    return [kind, { time: pick(time), entity: pick(entity), values: Object.fromEntries(kept) }];
  });
  return Object.fromEntries(entries) as Samples;
}

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

test.each<[what: string, name: string, samples: Samples, says: RegExp]>([
  ['one sample of one CPU', 'single', makeSamples({ ...base, count: 1, cpus: 1 }), /1 sample\b/],
  [
    'one CPU and nothing beside it',
    'bare',
    makeSamples({ ...base, cpus: 1, disks: 0, nics: 0, filesystems: 0, containers: 0 }),
    /Shares of the CPU/,
  ],
  [
    'gaps, one of them nearly all of the range, and a counter reset in all of its devices',
    'gaps',
    keepRows(
      makeSamples({
        ...base,
        change: (_, metric, __, at, value) =>
          /_bytes|_ops|_packets/.test(metric) && at === 3 ? null : value,
      }),
      (at) => at < 5 || at === 20 || at > 40,
    ),
    /2 gaps/,
  ],
  [
    'values that are all unknown',
    'unknown',
    makeSamples({
      ...base,
      change: (kind, metric, _, __, value) => (kind === 'disk' || metric.startsWith('mem_') ? null : value),
    }),
    /CPU/,
  ],
  [
    'figures as large as they can be, under a name in several scripts, with markup',
    '<script>alert("名前 Ωμέγα سيرفر 😀")<script>',
    makeSamples({
      ...base,
      change: (kind, metric, _, __, value) =>
        /_bytes|_ops|_packets|switches/.test(metric)
          ? 9e14
          : kind === 'filesystem' && metric !== 'fs_used_percent'
            ? 9e12
            : value,
    }),
    /<script>alert\(".*GB\/s/,
  ],
])('%s: both files are drawn, and every figure is right', async (_, name, samples, says) => {
  await storeSamples(ctx, name, samples);
  const end = new Date(start + base.count * 1000 * SECONDS);
  const query = { machines: [name], start: new Date(start), end, now: end };
  const model = modelSchema.parse(await buildReportModel(ctx, query));
  expect(await compareTables(model, samples)).toBeGreaterThan(5);
  const pdf = await readPdf(await renderPdf(model));
  const text = pdf.pages.join(' ');
  expect(text).toMatch(says);
  expect(text).not.toMatch(/NaN|Infinity|undefined|\[object|\bnull\b/);
  expect(pdf.outside).toEqual([]);
  expect(pdf.links.every(({ to }) => to !== null)).toBe(true);
  const words = renderHtml(model).replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  expect(words).not.toMatch(/NaN|Infinity|undefined|\[object|>null</);
  expect(words.match(/<script/g)).toBeNull();
});

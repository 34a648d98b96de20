import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findMachine } from '#server/machines/find-machine.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { exportSamples } from '#server/metrics/export/export-samples.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { handIn } from '#server/uploads/testing/hand-in.ts';
import { makeCsv } from '#server/uploads/testing/make-csv.ts';
import { buildReportModel } from '../build-report-model.ts';
import { modelSchema } from '../model-schema.ts';
import type { ReportModel } from '../report-model.ts';
import { buildFileReport } from './build-file-report.ts';
import { readFiles } from './read-files.ts';

/** Recordings of real machines. They are not part of the project: without them these tests are skipped. */
const FIXTURES = join(import.meta.dirname, '../../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const midnight = NOW.getTime() - (NOW.getTime() % DAY);
let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
  await changeTenantSettings(ctx.tenant.slug, { acceptedAgeDays: 3650, rawDays: 0 });
});

interface Range {
  start: Date;
  end: Date;
}

/** The report on files with this content. */
const fromFiles = (contents: readonly (string | Uint8Array)[], machine: string | null, range?: Range) =>
  withScratch(async (folder) => {
    const inputs = contents.map((_, at) => ({ path: join(folder, `in-${at}`), label: `in-${at}`, machine }));
    for (const [at, content] of contents.entries()) await writeFile(join(folder, `in-${at}`), content);
    const files = await readFiles(inputs, { machine: null, folder, tell: () => {} });
    return buildFileReport(files, {
      machine: null,
      name: null,
      start: range?.start ?? null,
      end: range?.end ?? null,
      options: {},
      now: NOW,
    });
  });

const rangeOf = ({ range }: ReportModel): Range => ({
  start: new Date(range.start),
  end: new Date(range.end),
});
const fromStore = (machine: string, range: Range) =>
  buildReportModel(ctx, { machines: [machine], ...range, now: NOW });
/** A report from files belongs to no tenant. */
const nameless = (model: ReportModel) => ({ ...model, tenant: 'PerfAnalysis' });

/** The same from both. */
async function expectSame(
  contents: readonly (string | Uint8Array)[],
  machine: string,
  range?: Range,
): Promise<ReportModel> {
  await registerMachine(ctx, { machine_id: machine });
  for (const content of contents) await handIn(ctx, content, { machine });
  const model = await fromFiles(contents, machine, range);
  expect(modelSchema.parse(model)).toEqual(model);
  expect(model).toEqual(nameless(await fromStore(machine, rangeOf(model))));
  return model;
}

const times = (from: number, count: number, step: number) =>
  Array.from({ length: count }, (_, index) => from + index * step);

describe.skipIf(!present)('recordings tell from files what they tell from the store', () => {
  test.each([
    'azure-1cpu/collection.json',
    'oci-vm01/collection.json',
    'containers/container_collection.json',
  ])('%s', async (name) => {
    await expectSame([await readFile(join(FIXTURES, name))], basename(name).replace('.', '-') + name.length);
  });
});

test('a CSV over midnight, with a gap and rows that are there twice', async () => {
  const csv = makeCsv(
    [...times(midnight - DAY - 600_000, 80, 15_000), ...times(midnight - DAY + 3_600_000, 50, 15_000)],
    {
      machine: 'night',
    },
  );
  const again = csv.split('\n').slice(1, 6).join('\n');
  const model = await expectSame([`${csv}${again}\n`], 'night');
  expect(model.samples).toMatchObject({ count: 130, gaps: 1, intervalSeconds: 15 });
  expect(model.quality?.reasons.map(({ text }) => text)).toContain(
    '5 rows of uploads were there already; the newest counts.',
  );
});

test('several files of one machine are put together; of a moment that two have, the later file counts', async () => {
  const one = makeCsv(times(midnight - 3_600_000, 100, 15_000), { machine: 'parts' });
  const two = makeCsv(times(midnight - 3_600_000 + 90 * 15_000, 100, 15_000), { machine: 'parts', salt: 9 });
  expect((await expectSame([one, two], 'parts')).samples.count).toBe(190);
});

test('a part of a file', async () => {
  const csv = makeCsv(times(midnight - 3_600_000, 200, 15_000), { machine: 'whole' });
  const range = { start: new Date(midnight - 3_000_000), end: new Date(midnight - 2_000_000) };
  expect((await expectSame([csv], 'whole', range)).samples.count).toBe(67);
});

test('output of sadf', async () => {
  const text = await readFile(join(import.meta.dirname, '../../uploads/stage/testing/sadf-recorded.txt'));
  await expectSame([text], 'sadf-host');
});

test('what was exported as Parquet, gives the report of what it was exported from', async () => {
  const collection = present ? await readFile(join(FIXTURES, 'oci-vm01/collection.json')) : null;
  const content = collection ?? makeCsv(times(midnight - 3_600_000, 100, 15_000), { machine: 'parquet' });
  await registerMachine(ctx, { machine_id: 'parquet' });
  await handIn(ctx, content, { machine: 'parquet' });
  const { id } = await findMachine(ctx, 'parquet');
  const range = rangeOf(await fromFiles([content], 'parquet'));
  const exported = async () => {
    const request = { machineId: id, ...range, kind: 'all', format: 'parquet', resolution: 'raw' } as const;
    return new Uint8Array(await new Response((await exportSamples(ctx, request)).stream).arrayBuffer());
  };
  const stored = nameless(await fromStore('parquet', range));
  // What the machine is, and its events, are no part of an export.
  const figures = ({ sections, kpis, samples }: ReportModel) => ({
    kpis,
    samples,
    statistics: sections.find(({ id: of }) => of === 'statistics')?.blocks,
  });
  expect(figures(await fromFiles([await exported()], null, range))).toEqual(figures(stored));
});

test('several machines in one file are compared', async () => {
  const [head, ...rows] = makeCsv(times(midnight - 3_600_000, 60, 15_000), { machine: 'left' })
    .trim()
    .split('\n');
  const right = makeCsv(times(midnight - 3_600_000, 60, 15_000), { machine: 'right', salt: 3 })
    .trim()
    .split('\n')
    .slice(1);
  const csv = [head, ...rows, ...right].join('\n');
  const model = await fromFiles([csv], null);
  for (const machine of ['left', 'right']) await registerMachine(ctx, { machine_id: machine });
  await handIn(ctx, csv);
  expect(model.machines.map(({ name }) => name)).toEqual(['left', 'right']);
  expect(model.sections[0]?.id).toBe('comparison');
  const store = await buildReportModel(ctx, { machines: ['left', 'right'], ...rangeOf(model), now: NOW });
  expect(model).toEqual(nameless(store));
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { metricsOf } from '#agent/contract/metrics.ts';
import type { CollectionRecord } from '#agent/contract/record.ts';
import type { Kind, Sample } from '#agent/contract/sample.ts';
import { parseSnapshot } from '#agent/procfs/parse-snapshot.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { carryFacts } from '#agent/rates/carry-facts.ts';
import { rateSnapshots } from '#agent/rates/rate-snapshots.ts';
import type { KindColumns } from '#server/metrics/samples/batch-data.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { buildReportModel } from './build-report-model.ts';
import { modelSchema } from './model-schema.ts';
import type { ReportModel } from './report-model.ts';
import { compareTables } from './testing/compare-tables.ts';
import { blockOf } from './testing/find-blocks.ts';
import { storeSamples } from './testing/store-samples.ts';
import { quantile } from './testing/textbook.ts';

/** Recordings of real machines. They are not part of the project: without them these tests are skipped. */
const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures/perfcollector2');
const present = existsSync(FIXTURES);
if (!present) console.log(`skipped: the recordings are not at ${FIXTURES}`);

function samplesOf(recording: string): Sample[] {
  const ticks = new Map<number, CollectionRecord[]>();
  for (const line of readFileSync(join(FIXTURES, recording, 'collection.json'), 'utf8').split('\n')) {
    if (line === '') continue;
    const record = JSON.parse(line) as CollectionRecord;
    ticks.set(record.timestamp, [...(ticks.get(record.timestamp) ?? []), record]);
  }
  const samples: Sample[] = [];
  let previous: Snapshot | null = null;
  for (const records of ticks.values()) {
    const current = parseSnapshot(records);
    samples.push(...rateSnapshots(previous, current, 5).samples);
    previous = carryFacts(previous, current);
  }
  return samples;
}

function columnsOf(samples: readonly Sample[]): Partial<Record<Kind, KindColumns>> {
  const all: Partial<Record<Kind, KindColumns>> = {};
  for (const { kind, entity, time, values } of samples) {
    all[kind] ??= {
      time: [],
      entity: [],
      values: Object.fromEntries(metricsOf(kind).map(({ id }) => [id, []])),
    };
    const columns = all[kind];
    columns.time.push(time);
    columns.entity.push(entity);
    for (const { id } of metricsOf(kind)) columns.values[id]?.push(values[id] ?? null);
  }
  return all;
}

describe.skipIf(!present)('a report on a recorded machine', () => {
  let ctx: TenantContext;
  beforeAll(async () => {
    ctx = await freshTenant();
  });

  async function reportOn(recording: string): Promise<{ model: ReportModel; samples: Sample[] }> {
    const samples = samplesOf(recording);
    await storeSamples(ctx, recording, columnsOf(samples));
    const times = samples.map(({ time }) => time);
    const [start, end] = [new Date(Math.min(...times)), new Date(Math.max(...times) + 5000)];
    return { model: await buildReportModel(ctx, { machines: [recording], start, end, now: end }), samples };
  }

  test.each([
    // A single CPU that a benchmark kept busy.
    { recording: 'azure-1cpu', findings: ['cpu-used'], states: ['act', 'good', 'good', 'good', 'good'] },
    // One busy thread that moves between two CPUs.
    { recording: 'oci-vm01', findings: ['one-core'], states: ['act', 'good', 'good', 'good', 'good'] },
  ])('$recording', async ({ recording, findings, states }) => {
    const { model, samples } = await reportOn(recording);
    expect(modelSchema.parse(model)).toEqual(model);
    expect(model.findings.map(({ id }) => id)).toEqual(findings);
    expect(model.health.map(({ state }) => state)).toEqual(states);
    expect(model.quality).toEqual({ score: 100, reasons: [] });
    expect(model.samples).toMatchObject({
      count: 132,
      intervalSeconds: 5,
      coverage: 1,
      gaps: 0,
      restarts: 0,
    });
    expect(await compareTables(model, columnsOf(samples))).toBeGreaterThan(50);
    const used = samples.flatMap(({ kind, values }) => (kind === 'host' ? (values.cpu_used ?? []) : []));
    expect(model.kpis[0]?.value).toBeCloseTo(
      quantile(
        used.toSorted((x, y) => x - y),
        0.95,
      ),
      9,
    );
    const histogram = blockOf(model, 'cpu', 'histogram');
    const twentieths = used.map((value) => Math.min(19, Math.floor(value / 5)));
    expect(histogram?.counts).toEqual(
      Array.from({ length: 20 }, (_, bin) => twentieths.filter((one) => one === bin).length),
    );
  });
});

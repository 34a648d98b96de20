import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { exportSamples } from '#server/metrics/export/export-samples.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { handIn } from './testing/hand-in.ts';

const FIXTURES = join(import.meta.dirname, '../../../shared/fixtures/perfcollector2');
const collection = (folder: string) =>
  readFile(join(FIXTURES, folder, folder === 'containers' ? 'container_collection.json' : 'collection.json'));

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
  // The recordings are months old.
  await changeTenantSettings(ctx.tenant.slug, { acceptedAgeDays: 3650 });
});

interface Stored {
  id: string;
  start: Date;
  end: Date;
}

const store = async (machine: string, content: string | Uint8Array): Promise<Stored> => {
  const { id } = await registerMachine(ctx, { machine_id: machine });
  const { data_range: range } = await handIn(ctx, content, { machine });
  return { id, start: new Date(range.start), end: new Date(Date.parse(range.end) + 1) };
};
const csvOf = async ({ id, start, end }: Stored, kind: Kind) =>
  new Response(
    (await exportSamples(ctx, { machineId: id, start, end, kind, format: 'csv', resolution: 'raw' })).stream,
  ).text();

/** Exports all kinds of a machine and hands them in for another; what that one exports must be the same text. */
async function expectSame(from: Stored, machine: string): Promise<Kind[]> {
  const { id } = await registerMachine(ctx, { machine_id: machine });
  const kinds: Kind[] = [];
  for (const kind of KINDS) {
    const csv = await csvOf(from, kind);
    if (!csv.trim().includes('\n')) continue;
    kinds.push(kind);
    await handIn(ctx, csv, { machine });
    const back = await csvOf({ ...from, id }, kind);
    const unnamed = (text: string) => text.replaceAll(/^([\d.]+),[^,]*,/gm, '$1,');
    expect(unnamed(back) === unnamed(csv), `${kind} of ${machine}`).toBe(true);
  }
  return kinds;
}

describe('what was exported and is handed in for another machine is the same, to the bit', () => {
  test('of a collection with times between the seconds', async () => {
    const start = Math.floor(Date.now() / 1000) * 1000 - 3600_000;
    const times = Array.from({ length: 300 }, (_, index) => start + index * 1000 + ((index * 37) % 900));
    const lines = makeSnapshots(times, start - 100_000).flatMap(({ records }) =>
      records.map((record) => JSON.stringify(record)),
    );
    const stored = await store('made', lines.join('\n'));
    expect(await expectSame(stored, 'made anew')).toEqual(['host', 'cpu', 'disk', 'net']);
  });

  test.skipIf(!existsSync(FIXTURES)).each(['azure-1cpu', 'oci-vm01', 'containers'])(
    'of the recording %s',
    async (folder) => {
      const stored = await store(folder, await collection(folder));
      const kinds = await expectSame(stored, `${folder} anew`);
      expect(kinds).toContain(folder === 'containers' ? 'container' : 'disk');
    },
  );
});

describe.skipIf(!existsSync(FIXTURES)).each(['azure-1cpu', 'oci-vm01'])('the recording %s', (folder) => {
  test('is the same as its collection and as CSV of the earlier portal', async () => {
    const raw = await store(`${folder} raw`, await collection(folder));
    const csv = await store(`${folder} csv`, await readFile(join(FIXTURES, folder, 'portal.csv')));
    // Its mem_total and mem_used leave out what the kernel has for itself; its rates are whole bytes per whole second.
    const exact = ['cpu_user', 'cpu_system', 'cpu_idle', 'cpu_iowait', 'cpu_steal', 'mem_free'];
    const rates = ['disk_read_bytes', 'disk_write_bytes', 'net_rx_bytes', 'net_tx_bytes'];
    const metrics = [...exact, ...rates];
    const read = async (machineId: string) => {
      const range = { start: raw.start, end: raw.end };
      const { timestamps, series } = await querySeries(ctx, {
        machineId,
        ...range,
        kind: 'host',
        metrics,
        maxPoints: 10_000,
      });
      return new Map(
        [...timestamps].map((time, index) => [time, metrics.map((id) => series[id]?.avg[index] ?? null)]),
      );
    };
    const [ours, theirs] = [await read(raw.id), await read(csv.id)];
    expect(theirs.size).toBe(130);
    // The earlier tool takes the first two intervals for one.
    const common = [...theirs.keys()].slice(1);
    for (const time of common) {
      const [mine, other] = [ours.get(time), theirs.get(time)];
      metrics.forEach((id, index) => {
        const theirValue = other?.[index] ?? Number.NaN;
        const tolerance = rates.includes(id) ? 1 + theirValue * 0.02 : 1e-6;
        expect(
          Math.abs((mine?.[index] ?? Number.NaN) - theirValue),
          `${id} at ${time}: ${mine?.[index]} ${theirValue}`,
        ).toBeLessThan(tolerance);
      });
    }
  });
});

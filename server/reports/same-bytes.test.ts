import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import type { ReportModel } from './report-model.ts';
import type { ToMake } from './testing/make-report-process.ts';
import { makeSamples } from './testing/make-samples.ts';
import { readPdf } from './testing/read-pdf.ts';
import { storeSamples } from './testing/store-samples.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 9, 24, 20);
/** The night in which the clocks of Europe go back. */
const base = { start, count: 240, intervalSeconds: 180, cpus: 2, disks: 2, nics: 2, filesystems: 1 };

interface Made {
  model: string;
  html: string;
  pdf: Buffer;
}

let ctx: TenantContext;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'same-bytes-'));
  ctx = await freshTenant();
  await storeSamples(ctx, 'db', makeSamples({ ...base, containers: 1, load: 0.7 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the report in a process of its own, whose clock shows the time of `zone`. */
async function make(zone: string, now: string): Promise<Made> {
  const own = join(folder, zone.replace('/', '-') + now.replaceAll(':', ''));
  mkdirSync(own);
  const at = (hours: number) => new Date(start + hours * HOUR).toISOString();
  const what: ToMake = {
    ...{ tenant: ctx.tenant, machines: ['db'], now },
    ...{ start: at(6), end: at(12), compareWith: { start: at(0), end: at(6) } },
    options: { timeZone: 'Europe/Berlin', customer: 'Ωμέγα' },
  };
  const child = fork(
    join(import.meta.dirname, 'testing/make-report-process.ts'),
    [JSON.stringify(what), own],
    {
      env: { ...process.env, TZ: zone, LANG: 'C' },
    },
  );
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  const read = (name: string) => readFileSync(join(own, name));
  return {
    model: read('model.json').toString(),
    html: read('report.html').toString(),
    pdf: read('report.pdf'),
  };
}

test('two processes in two time zones make the same report to the byte; at another time only that time differs', async () => {
  const now = '2026-11-20T09:41:13.000Z';
  const [one, two, later] = await Promise.all([
    make('Pacific/Auckland', now),
    make('America/St_Johns', now),
    make('UTC', '2026-11-20T09:53:27.000Z'),
  ]);
  expect(two.model).toBe(one.model);
  expect(two.html).toBe(one.html);
  expect(two.pdf.equals(one.pdf)).toBe(true);
  expect((JSON.parse(one.model) as ReportModel).sections.length).toBeGreaterThan(10);

  // 09:41 UTC is 10:41 in Berlin.
  const without = (text: string) => text.replaceAll(/(?:09:(?:41:13|53:27)\.000Z|10:(?:41|53))/g, '…');
  expect(later.model).not.toBe(one.model);
  expect(without(later.model)).toBe(without(one.model));
  expect(later.html).not.toBe(one.html);
  expect(without(later.html)).toBe(without(one.html));
  const [before, after] = [await readPdf(one.pdf), await readPdf(later.pdf)];
  // Its properties have the time as well.
  const told = ({ pages, info: _, ...rest }: typeof before) => ({ ...rest, pages: pages.map(without) });
  expect(told(after)).toEqual(told(before));
}, 120_000);

import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectionRecord } from '../../agent/contract/record.ts';
import type { TenantContext } from '../../server/tenancy/context.ts';
import { makeMachine, makeTenant } from '../store/make-tenant.ts';
import { readRecording } from '../store/read-recording.ts';
import type { ReportRun } from './report-run.ts';
import { wideHost } from './wide-host.ts';

const STEP = 15;
const DAY = 86_400;
const TICKS_PER_DAY = DAY / STEP;
const MACHINE = 'bench-8';

/**
 * Makes a tenant with a machine that has samples of `days` days up to the last full hour: collections of a wide host
 * (see wideHost), one file a day, stored as uploads are.
 */
export async function fillMachine(days: number): Promise<Pick<ReportRun, 'ctx' | 'machine' | 'day' | 'all'>> {
  const tenant = await makeTenant('reports', 0);
  const { changeTenantSettings } = await import('../../server/tenancy/change-tenant-settings.ts');
  // So that the oldest of 30 days are not too old when they arrive, nor gone when they are read.
  await changeTenantSettings(tenant.ctx.tenant.slug, { acceptedAgeDays: days + 10, rawDays: days + 10 });
  const machine = await makeMachine(tenant, MACHINE);
  const end = Math.floor(Date.now() / 1000 / 3600) * 3600;
  const start = end - days * DAY;
  const next = wideHost(readRecording(), { start, step: STEP });
  for (let day = 0; day < days; day += 1) await storeDay(tenant.ctx, next);
  const dateOf = (seconds: number) => new Date(seconds * 1000);
  return {
    ctx: tenant.ctx,
    machine,
    day: { start: dateOf(end - DAY), end: dateOf(end) },
    all: { start: dateOf(start), end: dateOf(end) },
  };
}

/** Writes what a collector would have written in a day. */
function writeTicks(path: string, next: () => CollectionRecord[]): void {
  const descriptor = openSync(path, 'w', 0o644);
  for (let tick = 0; tick < TICKS_PER_DAY; tick += 1)
    writeSync(
      descriptor,
      next()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
  closeSync(descriptor);
}

async function storeDay(ctx: TenantContext, next: () => CollectionRecord[]): Promise<void> {
  const { withScratch } = await import('../../server/metrics/duckdb/with-scratch.ts');
  const { storeFile } = await import('../../server/uploads/store-file.ts');
  await withScratch(async (folder) => {
    const path = join(folder, 'day.json');
    writeTicks(path, next);
    await storeFile(ctx, {
      path,
      folder,
      fileName: 'day.json',
      byteCount: statSync(path).size,
      sha256: createHash('sha256').update(readFileSync(path)).digest(),
      machine: MACHINE,
      machineBound: false,
      counters: null,
      report: () => undefined,
    });
  });
}

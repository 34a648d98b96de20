import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantDb } from '#server/db/tenant-db.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { querySeries } from '#server/metrics/query/query-series.ts';
import { everyMs } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { makeCsv } from './testing/make-csv.ts';

const ROUNDS = Number(process.env.DRILL_ROUNDS ?? 3);
const DAY = 24 * 3600 * 1000;
const start = Math.floor(Date.now() / DAY) * DAY - 6 * DAY;
const COUNT = 4000;
const csv = makeCsv(everyMs(start, COUNT, 100_000), { machine: 'server01' });

let ctx: TenantContext;
let folder: string;
let file: string;
let machineId: string;
beforeAll(async () => {
  ctx = await freshTenant();
  machineId = (await registerMachine(ctx, { machine_id: 'server01' })).id;
  folder = await mkdtemp(join(tmpdir(), 'perfanalysis-kill-'));
  file = join(folder, 'perf.csv');
  await writeFile(file, csv);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Stores the file in another process, which is killed at its `fatal`-th word. @returns whether it got to the end */
function storeAndKill(fatal: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'testing/store-in-process.ts'), [
      JSON.stringify(ctx.tenant),
      file,
    ]);
    let words = 0;
    let done = false;
    child.on('message', (word: { status: string }) => {
      words += 1;
      done ||= word.status === 'done';
      if (words === fatal) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`The process ended with ${code}.`));
      else resolve(done);
    });
  });
}

const count = async (table: string): Promise<number> => {
  const { pool } = await tenantDb(ctx.tenant);
  return Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
};

test(`a process killed while it stores a file leaves nothing, ${ROUNDS} times, and the file can be stored`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    // The words come by phase and day: about nine in all.
    const done = await storeAndKill(1 + Math.round((round * 8) / Math.max(1, ROUNDS - 1)));
    // A kill after the commit comes too late.
    const segments = await count('segment');
    expect(done ? [5] : [0, 5]).toContain(segments);
    expect((await count('upload')) > 0).toBe(segments === 5);
  }
  expect(await storeAndKill(Number.POSITIVE_INFINITY)).toBe(true);
  expect(await count('segment')).toBe(5);
  const series = await querySeries(ctx, {
    machineId,
    start: new Date(start),
    end: new Date(start + 6 * DAY),
    kind: 'host',
    metrics: ['mem_total'],
    maxPoints: 10_000,
  });
  expect(series.timestamps).toHaveLength(COUNT);
});

import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { sendingQueue } from '#server/jobs/queue.ts';
import { runWorker } from '#server/jobs/run-worker.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { scratchFolder } from '#server/metrics/duckdb/data-folders.ts';
import { withScratch } from '#server/metrics/duckdb/with-scratch.ts';
import { everyMs } from '#server/metrics/testing/make-snapshots.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { appendPart } from './append-part.ts';
import { beginUpload } from './begin-upload.ts';
import { findUpload } from './find-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { runUpload } from './run-upload.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { makeCsv } from './testing/make-csv.ts';

const HOUR = 3600 * 1000;
const start = Math.floor(Date.now() / HOUR) * HOUR - 4 * HOUR;

let ctx: TenantContext;
beforeAll(async () => {
  await installQueues();
  ctx = await freshTenant();
  await registerMachine(ctx, { machine_id: 'server01' });
  // The folder is there.
  await withScratch(async () => {});
});
afterAll(async () => {
  await (await sendingQueue()).stop({ graceful: false });
});

let salt = 0;
/** Announces and sends a file that no other test has. */
async function send(content?: string): Promise<string> {
  salt += 1;
  const bytes = Buffer.from(content ?? makeCsv(everyMs(start, 500, 1000), { salt }));
  const plan = { fileName: 'perf.csv', byteCount: bytes.length, machine: 'server01', counters: null };
  const { upload_id: uploadId } = await beginUpload(ctx, plan);
  await appendPart(ctx, {
    uploadId,
    offset: 0,
    bytes: (async function* () {
      yield bytes.subarray(0, 100);
      yield bytes.subarray(100);
    })(),
  });
  return uploadId;
}
const partsOf = async (uploadId: string) => {
  const { pool } = await tenantDb(ctx.tenant);
  return (await pool.query('SELECT FROM upload_part WHERE upload_id = $1', [uploadId])).rowCount;
};
const jobsOf = async (uploadId: string) =>
  (
    await controlPool().query(
      `SELECT FROM pgboss.job WHERE name = 'upload' AND state < 'completed' AND data ->> 'uploadId' = $1`,
      [uploadId],
    )
  ).rowCount;
/** Makes an upload look as if nothing had happened to it for `hours`. */
const age = async (uploadId: string, hours: number) => {
  const { pool } = await tenantDb(ctx.tenant);
  const then = new Date(Date.now() - hours * HOUR);
  await pool.query('UPDATE upload SET created_at = $2, updated_at = $2 WHERE id = $1', [uploadId, then]);
};

test('the worker stores what is queued, and lets the bytes go', async () => {
  const stop = await runWorker();
  try {
    const ids = [await send(), await send('nonsense')];
    const form = new FormData();
    form.append('file', new Blob([makeCsv(everyMs(start, 300, 1000), { salt: 99 })]), 'later.csv');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const received = await receiveUpload(ctx, request, { async: true });
    if (!('queued' in received)) throw new Error('It was not queued.');
    expect(received.queued).toMatchObject({ status: 'queued', file_name: 'later.csv' });
    ids.push(received.queued.upload_id);
    const views = () => Promise.all(ids.map((id) => findUpload(ctx, id)));
    await expect
      .poll(async () => (await views()).map(({ status }) => status), { timeout: 30_000 })
      .toEqual(['done', 'failed', 'done']);
    const [done, failed, later] = await views();
    expect(done).toMatchObject({ progress: 1, result: { records_processed: 500 } });
    expect(failed?.error?.message).toEqual(expect.any(String));
    expect(later?.result).toMatchObject({ records_processed: 300, machine_id: 'server01' });
    for (const id of ids) expect(await partsOf(id)).toBe(0);
  } finally {
    await stop();
  }
});

describe('a job', () => {
  const job = () => ({ ...ctx, actor: { kind: 'job' as const, id: randomUUID() } });

  test('that runs twice at once stores once', async () => {
    const uploadId = await send();
    await Promise.all([1, 2].map(() => runUpload(job(), { uploadId, lastTry: false })));
    const view = await findUpload(ctx, uploadId);
    expect(view).toMatchObject({ status: 'done', result: { upload_id: uploadId, duplicate_of: null } });
  });

  test('that fails for reasons of ours is tried again, and in the end says so', async () => {
    const uploadId = await send();
    const aside = `${scratchFolder()}-aside`;
    await rename(scratchFolder(), aside);
    await writeFile(scratchFolder(), '');
    try {
      await expect(runUpload(job(), { uploadId, lastTry: false })).rejects.toThrow();
      expect((await findUpload(ctx, uploadId)).status).toBe('reading');
      expect(await partsOf(uploadId)).toBe(1);
      await runUpload(job(), { uploadId, lastTry: true });
    } finally {
      await rm(scratchFolder());
      await rename(aside, scratchFolder());
    }
    expect(await findUpload(ctx, uploadId)).toMatchObject({
      status: 'failed',
      error: { error_code: 'INTERNAL' },
    });
    expect(await partsOf(uploadId)).toBe(0);
  });

  test('that finds the disk full waits for room, also after its last try', async () => {
    const uploadId = await send();
    const { schemaName: schema } = ctx.tenant;
    await controlPool().query(
      `CREATE FUNCTION "${schema}".no_room() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER no_room BEFORE INSERT ON "${schema}".segment EXECUTE FUNCTION "${schema}".no_room()`,
    );
    try {
      const full = { code: 'UNAVAILABLE', details: { retry_after: 30 } };
      await expect(runUpload(job(), { uploadId, lastTry: true })).rejects.toMatchObject(full);
    } finally {
      await controlPool().query(`DROP FUNCTION "${schema}".no_room CASCADE`);
    }
    expect(await partsOf(uploadId)).toBe(1);
    await runUpload(job(), { uploadId, lastTry: false });
    expect(await findUpload(ctx, uploadId)).toMatchObject({ status: 'done' });
  });
});

describe('the sweep', () => {
  test('gives up what was left, and nothing else', async () => {
    const plan = { fileName: 'a', byteCount: 10, machine: 'server01', counters: null };
    const [left = '', fresh = ''] = [
      (await beginUpload(ctx, plan)).upload_id,
      (await beginUpload(ctx, plan)).upload_id,
    ];
    const bytes = (async function* () {
      yield Buffer.from('abc');
    })();
    await appendPart(ctx, { uploadId: left, offset: 0, bytes });
    await age(left, 25);
    await age(fresh, 23);
    expect((await sweepUploads(ctx, new Date())).givenUp).toBe(1);
    expect(await findUpload(ctx, left)).toMatchObject({
      status: 'failed',
      error: { error_code: 'LENGTH_MISMATCH' },
    });
    expect(await partsOf(left)).toBe(0);
    expect((await findUpload(ctx, fresh)).status).toBe('receiving');
  });

  test('queues again what lost its job, once', async () => {
    const uploadId = await send();
    expect(await jobsOf(uploadId)).toBe(1);
    await controlPool().query(`DELETE FROM pgboss.job WHERE name = 'upload'`);
    await sweepUploads(ctx, new Date());
    expect(await jobsOf(uploadId)).toBe(0);
    await age(uploadId, 1);
    for (let times = 0; times < 2; times += 1) await sweepUploads(ctx, new Date());
    expect(await jobsOf(uploadId)).toBe(1);
  });
});

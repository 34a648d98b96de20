import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { installQueues } from '#server/jobs/install-queues.ts';
import { showLife } from '#server/jobs/show-life.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import type { UploadResult } from '#server/uploads/types.ts';
import { addBacklog, countBacklog, NO_BACKLOG, noteBacklog } from './count-backlog.ts';
import { countDelivery } from './count-delivery.ts';
import { countUpload } from './count-upload.ts';
import { mayReadTelemetry } from './may-read-telemetry.ts';
import { readTelemetry } from './read-telemetry.ts';
import { serveTelemetry } from './serve-telemetry.ts';
import { timeRequest } from './time-request.ts';

/** The value of the line that begins with `name`. */
const figureOf = (text: string, name: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );

test('deliveries and answers are counted by what became of them', async () => {
  await countDelivery(async () => ({ response: 1, snapshots: 15 }));
  await expect(
    countDelivery(async () => {
      throw new AppError('INVALID_INPUT', 'x');
    }),
  ).rejects.toThrow();
  await expect(
    countDelivery(async () => {
      throw new Error('x');
    }),
  ).rejects.toThrow();
  const server = createServer((request, response) => {
    timeRequest(request.url ?? '', response);
    response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/trickle`)).text();
  server.closeAllConnections();
  server.close();
  const { text, contentType } = await readTelemetry();
  expect(contentType).toContain('text/plain');
  for (const result of ['stored', 'refused', 'failed'])
    expect(figureOf(text, `perfanalysis_deliveries_total{result="${result}"}`)).toBe(1);
  expect(figureOf(text, 'perfanalysis_delivered_snapshots_total')).toBe(15);
  expect(figureOf(text, 'perfanalysis_http_request_seconds_count{area="trickle",status="4xx"}')).toBe(1);
  expect(figureOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
});

test('files are counted by what became of them, with the rows of those that were stored', async () => {
  const result = { records_processed: 40, duplicate_of: null } as UploadResult;
  await countUpload(async () => result);
  await countUpload(async () => ({ ...result, duplicate_of: 'the first' }));
  for (const error of [new AppError('INVALID_ROWS', 'x'), new Error('x')])
    await expect(
      countUpload(async () => {
        throw error;
      }),
    ).rejects.toThrow('x');
  const { text } = await readTelemetry();
  for (const became of ['stored', 'duplicate', 'refused', 'failed'])
    expect(figureOf(text, `perfanalysis_uploads_total{result="${became}"}`)).toBe(1);
  expect(figureOf(text, 'perfanalysis_uploaded_rows_total')).toBe(40);
});

test('what waits is counted: batches whose hour is over, samples, files', async () => {
  await installQueues();
  const ctx = await freshTenant();
  const { pool } = await tenantDb(ctx.tenant);
  expect(await countBacklog(ctx)).toEqual(NO_BACKLOG);
  const { rows } = await pool.query<{ old: Date }>(
    "SELECT date_trunc('hour', now()) - interval '90 minutes' AS old",
  );
  for (const time of [rows[0]?.old, new Date()])
    await pool.query(
      `INSERT INTO sample_batch (machine_id, stream_id, first_seq, last_seq, first_time, last_time, data, row_count)
       VALUES (gen_random_uuid(), gen_random_uuid(), 1, 1, $1, $1, '{}', 7)`,
      [time],
    );
  const backlog = await countBacklog(ctx);
  expect(backlog).toMatchObject({ batches: 2, samples: 14, uploads: 0 });
  // Its hour ended on the hour before the last one did.
  const { rows: lag } = await pool.query<{ seconds: number }>(
    "SELECT extract(epoch FROM now() - date_trunc('hour', now()) + interval '1 hour')::float8 AS seconds",
  );
  expect(Math.abs((backlog.sealLagSeconds ?? 0) - (lag[0]?.seconds ?? 0))).toBeLessThan(60);

  await noteBacklog(addBacklog(addBacklog(NO_BACKLOG, backlog), { ...NO_BACKLOG, uploads: 3 }));
  const stop = await showLife();
  const { text } = await readTelemetry();
  expect(figureOf(text, 'perfanalysis_backlog{what="samples"}')).toBe(14);
  expect(figureOf(text, 'perfanalysis_backlog{what="uploads"}')).toBe(3);
  expect(figureOf(text, 'perfanalysis_seal_lag_seconds')).toBe(backlog.sealLagSeconds);
  expect(figureOf(text, 'perfanalysis_workers')).toBe(1);
  expect(figureOf(text, 'perfanalysis_tenant_connections{state="idle"}')).toBeGreaterThan(0);
  await stop();
  expect((await controlPool().query('SELECT 1 FROM worker')).rowCount).toBe(0);
});

test('a process without pages answers probes, and its figures for the token', async () => {
  Object.assign(env(), { METRICS_TOKEN: 'a-token-of-mine-and-nobody-else' });
  const server = await serveTelemetry(0, '127.0.0.1');
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { authorization: 'Bearer a-token-of-mine-and-nobody-else' };
  expect((await fetch(`${at}/api/health`)).status).toBe(200);
  expect((await fetch(`${at}/metrics`)).status).toBe(404);
  expect((await fetch(`${at}/`, { headers })).status).toBe(404);
  expect((await fetch(`${at}/metrics`, { headers, method: 'POST' })).status).toBe(404);
  expect(await (await fetch(`${at}/metrics`, { headers })).text()).toContain('perfanalysis_workers');
  server.closeAllConnections();
  server.close();
});

test('the token opens, anything else does not; without one nothing does', () => {
  Object.assign(env(), { METRICS_TOKEN: undefined });
  expect(mayReadTelemetry('Bearer undefined')).toBe(false);
  Object.assign(env(), { METRICS_TOKEN: 'a token of mine' });
  expect(mayReadTelemetry('Bearer a')).toBe(false);
  expect(mayReadTelemetry(null)).toBe(false);
  Object.assign(env(), { METRICS_TOKEN: 'a-token-of-mine-and-nobody-else' });
  expect(mayReadTelemetry('Bearer a-token-of-mine-and-nobody-else')).toBe(true);
  expect(mayReadTelemetry('Bearer a-token-of-mine-and-nobody-elsE')).toBe(false);
});

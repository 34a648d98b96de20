import { Client, Pool } from 'pg';
import { expect, test } from 'vitest';
import { controlDb, controlPool } from './db/control.ts';
import { pickFreePort } from './db/embedded/pick-free-port.ts';
import { AppError } from './errors.ts';
import { explainOutage } from './explain-outage.ts';

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('nothing was thrown');
    },
    (error: unknown) => error,
  );
const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test('a database that is not there', async () => {
  const pool = new Pool({ connectionString: `postgres://x:y@localhost:${await pickFreePort()}/none` });
  const told = explainOutage(await caught(pool.query('SELECT 1')));
  expect(told).toMatchObject({ code: 'UNAVAILABLE', status: 503, details: { retry_after: 5 } });
  await pool.end();
});

test('a connection that is ended under a statement, by pg and by Prisma', async () => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const sleeping = caught(client.query('SELECT pg_sleep(30)'));
  await controlPool().query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  expect(explainOutage(await sleeping)?.code).toBe('UNAVAILABLE');
  expect(explainOutage(await caught(client.query('SELECT 1')))?.code).toBe('UNAVAILABLE');

  const raised = controlDb().$executeRawUnsafe(`DO $$ BEGIN RAISE 'gone' USING ERRCODE = '57P01'; END $$`);
  expect(explainOutage(await caught(raised))?.code).toBe('UNAVAILABLE');
});

test.each(['ENOSPC', 'EDQUOT', '53100'])('a full disk: %s', (code) => {
  expect(explainOutage(coded(code))).toMatchObject({ code: 'UNAVAILABLE', details: { retry_after: 30 } });
});

test.each([
  coded('23505'),
  coded('42P01'),
  coded('ENOENT'),
  coded('P2025'),
  new Error('Connection was what he wrote'),
  new AppError('NOT_FOUND', 'No.'),
  'ECONNREFUSED',
  null,
])('no outage: %s', (error) => {
  expect(explainOutage(error)).toBeNull();
});

test('DuckDB says it in words', () => {
  expect(explainOutage(new Error('IO Error: Could not write: No space left on device'))?.code).toBe(
    'UNAVAILABLE',
  );
});

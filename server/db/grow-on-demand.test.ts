import { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { env } from '#server/env.ts';
import { growOnDemand } from './grow-on-demand.ts';

const NEVER_MS = 600_000;

function openPool(longMs: number, { idleTimeoutMillis = 0, hasRoom = true } = {}): Pool {
  const pool = new Pool({ connectionString: env().DATABASE_URL, idleTimeoutMillis });
  growOnDemand(pool, () => hasRoom, longMs);
  onTestFinished(() => pool.end());
  return pool;
}

test('calls that come together take turns on one connection', async () => {
  const pool = openPool(NEVER_MS);
  await Promise.all(Array.from({ length: 20 }, () => pool.query('SELECT 1')));
  expect(pool.totalCount).toBe(1);
});

test('who waits for one that is held gets another, up to so many', async () => {
  const pool = openPool(1);
  const [first, second] = [await pool.connect(), await pool.connect()];
  expect(pool.totalCount).toBe(2);
  const third = pool.query('SELECT 1');
  await second.query('SELECT 1');
  expect(pool.waitingCount).toBe(1);
  first.release();
  await third;
  expect(pool.totalCount).toBe(2);
  second.release();
});

test('without room for it, too, in the end', async () => {
  const pool = openPool(1, { hasRoom: false });
  const held = await pool.connect();
  await pool.query('SELECT 1');
  held.release();
});

test('what is not needed any more closes, and comes again when it is', async () => {
  const pool = openPool(1, { idleTimeoutMillis: 20 });
  const held = await pool.connect();
  await pool.query('SELECT 1');
  await expect.poll(() => pool.totalCount, { timeout: 10_000 }).toBe(1);
  await pool.query('SELECT 1');
  held.release();
  await expect.poll(() => pool.totalCount, { timeout: 10_000 }).toBe(0);
  await pool.query('SELECT 1');
});

test('a connection that cannot be opened fails only who has none', async () => {
  const pool = openPool(1);
  const held = await pool.connect();
  // What the pool connects with from now on is wrong.
  Object.assign(pool.options, { connectionString: 'postgres://nobody:wrong@127.0.0.1:1/nowhere' });
  const waiting = pool.query('SELECT 1');
  await held.query('SELECT pg_sleep(0.1)');
  held.release();
  await waiting;
});

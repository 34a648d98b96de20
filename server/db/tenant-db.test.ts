import type { Pool } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { env } from '#server/env.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { controlPool } from './control.ts';
import { tenantDb } from './tenant-db.ts';
import { transaction } from './transaction.ts';

let tenants: [TenantContext, TenantContext, TenantContext];
beforeAll(async () => {
  // Two pools of two connections, for three tenants.
  Object.assign(env(), { DB_CONNECTIONS: 4 });
  tenants = [await freshTenant(), await freshTenant(), await freshTenant()];
});

/** How many connections PostgreSQL has from each tenant's role. */
async function connections(): Promise<number[]> {
  const { rows } = await controlPool().query<{ usename: string; count: string }>(
    'SELECT usename, count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY usename',
  );
  return tenants.map(({ tenant }) =>
    Number(rows.find(({ usename }) => usename === tenant.roleName)?.count ?? 0),
  );
}

const total = async () => (await connections()).reduce((sum, count) => sum + count, 0);

const whoAmI = async (pool: Pool) => {
  const { rows } = await pool.query<{ role: string }>('SELECT current_user AS role');
  return rows[0]?.role;
};

/** Asks over both connections of the tenant's pool: the second one comes when the first is held. */
const askBoth = async ({ tenant }: TenantContext): Promise<Pool> => {
  const { pool } = await tenantDb(tenant);
  const clients = [await pool.connect(), await pool.connect()];
  for (const client of clients) {
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
    expect(rows).toEqual([{ role: tenant.roleName }]);
    client.release();
  }
  return pool;
};

test('three tenants that take turns on a budget of four keep to it', async () => {
  const rounds = Number(process.env.DRILL_ROUNDS ?? 16);
  const pools = new Set<Pool>();
  for (let turn = 0; turn < rounds; turn += 1) {
    // Often the one that has just retired.
    const next = tenants[(turn + (turn >> 3)) % tenants.length]!;
    pools.add(await askBoth(next));
    expect(pools.size, 'a retired pool is taken up again').toBeLessThanOrEqual(tenants.length);
    // What has just retired may still be closing.
    if (turn % 4 === 0) await expect.poll(total, { timeout: 10_000 }).toBeLessThanOrEqual(4);
  }
});

test('tenants with one call at a time share the budget, one connection each', async () => {
  const others = [await freshTenant(), await freshTenant(), await freshTenant()];
  const four = [...others, tenants[0]].map(({ tenant }) => tenant);
  const pids = async () => {
    const found: number[] = [];
    for (const tenant of four) {
      const { pool } = await tenantDb(tenant);
      const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      found.push(rows[0]?.pid ?? 0);
    }
    return found;
  };
  await pids();
  const first = await pids();
  expect(await pids(), 'nobody had to connect anew').toEqual(first);
  expect(new Set(first).size).toBe(4);
});

test('a retired pool lets the calls that hold it finish, and keeps no connection after them', async () => {
  const [first, second, third] = tenants;
  const { pool } = await tenantDb(first.tenant);
  await transaction(pool, async (client) => {
    await client.query('SELECT 1');
    await askBoth(second);
    await askBoth(third);
    await expect.poll(async () => (await connections())[0], { timeout: 10_000 }).toBe(1);
    expect(await whoAmI(pool)).toBe(first.tenant.roleName);
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
    expect(rows).toEqual([{ role: first.tenant.roleName }]);
  });
  await expect.poll(async () => (await connections())[0], { timeout: 10_000 }).toBe(0);
  expect(await whoAmI(pool)).toBe(first.tenant.roleName);
  await expect.poll(async () => (await connections())[0], { timeout: 10_000 }).toBe(0);
  // In use again, it keeps its connections.
  expect(await askBoth(first)).toBe(pool);
  expect(pool.idleCount).toBe(2);
});

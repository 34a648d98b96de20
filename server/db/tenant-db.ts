import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';
import { PrismaClient } from './generated/tenant/client.ts';
import { growOnDemand } from './grow-on-demand.ts';
import type { TenantRef } from './tenant-ref.ts';
import { tenantRoleUrl } from './tenant-role-url.ts';
import { verifyTenantRole } from './verify-tenant-role.ts';

/** Both ways into one tenant's schema: Prisma for convenience, `pool` (plain pg) for hot paths and raw SQL. */
export interface TenantDb {
  prisma: PrismaClient;
  pool: Pool;
}

/** Longer than a minute: the worker comes by each minute, and connecting costs more than what it asks. */
const IDLE_MS = 150_000;
/** Longer than any call holds on to a pool it was given. */
const RETIREMENT_MS = 60_000;

/** Insertion order is order of use: the first entry is the least recently used. */
const registry = () => processWide('tenantDbs', () => new Map<string, Promise<TenantDb>>());

/** The pools themselves, retired ones too, by tenant: how many connections each has at the moment. */
const pools = () => processWide('tenantPools', () => new Map<string, Pool>());

/** Pools that calls may still hold. They keep no idle connection, and are taken up again when they are asked for. */
const retired = () =>
  processWide(
    'retiredTenantDbs',
    () => new Map<string, { opening: Promise<TenantDb>; ending: NodeJS.Timeout }>(),
  );

/**
 * The database of `tenant`, connected as the tenant's own role. The first connection passes the isolation gate
 * before anything is served. The budget is of connections, not of tenants: most have one at a time. Over it, the least
 * recently used tenant's pool retires: it closes its idle connections, and those in use as soon as their calls let them
 * go, so that only calls under way exceed the budget.
 * @throws TenantIsolationError when the role is not confined to its schema.
 */
export async function tenantDb(tenant: TenantRef): Promise<TenantDb> {
  const open = registry();
  const known = open.get(tenant.id);
  if (known) {
    open.delete(tenant.id);
    open.set(tenant.id, known);
    return known;
  }
  const opening = takeUp(tenant.id) ?? openTenantDb(tenant);
  open.set(tenant.id, opening);
  opening.catch(() => {
    if (open.get(tenant.id) === opening) open.delete(tenant.id);
  });
  keepToBudget();
  return opening;
}

/** Connections of a tenant. A pool counts as one at least: it has memory too. */
const countOf = (tenantId: string): number => Math.max(1, pools().get(tenantId)?.totalCount ?? 0);

const overBudget = (): number =>
  [...registry().keys()].reduce((sum, id) => sum + countOf(id), 0) - env().DB_CONNECTIONS;

/**
 * While there are more connections than the budget has: closes idle ones of tenants that keep another, then retires the
 * pools that were not used for longest.
 */
function keepToBudget(): void {
  let over = overBudget();
  const others = [...registry().keys()].slice(0, -1);
  for (const id of others) {
    const pool = pools().get(id);
    if (over <= 0 || !pool || pool.idleCount === 0 || pool.totalCount === 1) continue;
    closeIdle(pool);
    over -= 1;
  }
  for (const oldest of others) {
    if (over <= 0) return;
    over -= countOf(oldest);
    retire(oldest);
  }
}

function closeIdle(pool: Pool): void {
  pool.connect().then(
    (client) => client.release(true),
    () => {},
  );
}

/**
 * Takes a pool out of use, and ends it when the calls that were given it are over: a pool that is ended under them
 * would refuse their next query.
 */
function retire(tenantId: string): void {
  const opening = registry().get(tenantId);
  if (!opening) return;
  registry().delete(tenantId);
  const ending = setTimeout(() => {
    retired().delete(tenantId);
    pools().delete(tenantId);
    void end(opening);
  }, RETIREMENT_MS).unref();
  retired().set(tenantId, { opening, ending });
  const letGo = ({ pool }: TenantDb) => {
    if (retired().get(tenantId)?.opening !== opening) return;
    // What is released from now on is closed, unless somebody waits for it.
    pool.options.idleTimeoutMillis = 1;
    for (let idle = pool.idleCount; idle > 0; idle -= 1) closeIdle(pool);
  };
  opening.then(letGo, () => {
    if (retired().get(tenantId)?.opening === opening) takeUp(tenantId)?.catch(() => {});
  });
}

/** A retired pool, to be used as before. */
function takeUp(tenantId: string): Promise<TenantDb> | undefined {
  const entry = retired().get(tenantId);
  if (!entry) return undefined;
  retired().delete(tenantId);
  clearTimeout(entry.ending);
  return entry.opening.then((db) => {
    db.pool.options.idleTimeoutMillis = IDLE_MS;
    return db;
  });
}

async function end(opening: Promise<TenantDb> | undefined): Promise<void> {
  const db = await opening?.catch(() => undefined);
  if (!db) return;
  await db.prisma.$disconnect();
  await db.pool.end();
}

async function openTenantDb(tenant: TenantRef): Promise<TenantDb> {
  const pool = new Pool({
    connectionString: tenantRoleUrl(tenant.roleName),
    idleTimeoutMillis: IDLE_MS,
  });
  growOnDemand(pool, () => overBudget() < 0);
  pool.setMaxListeners(0);
  pools().set(tenant.id, pool);
  pool.on('connect', keepToBudget);
  pool.on('error', (error) => log().warn({ err: error, tenant: tenant.id }, 'idle tenant connection lost'));
  try {
    await verifyTenantRole(pool, tenant);
  } catch (error) {
    pools().delete(tenant.id);
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { schema: tenant.schemaName }) });
  return { prisma, pool };
}

/** Closes a tenant's pool at once, when the tenant or the process ends. */
export async function closeTenantDb(tenantId: string): Promise<void> {
  const opening = registry().get(tenantId) ?? takeUp(tenantId);
  registry().delete(tenantId);
  pools().delete(tenantId);
  await end(opening);
}

/** Connections of this process to tenants' schemas: in use, idle, and calls that wait for one. */
export async function countTenantConnections(): Promise<{ used: number; idle: number; waiting: number }> {
  const counts = { used: 0, idle: 0, waiting: 0 };
  const retiring = [...retired().values()].map(({ opening }) => opening);
  for (const result of await Promise.allSettled([...registry().values(), ...retiring])) {
    if (result.status === 'rejected') continue;
    const { pool } = result.value;
    counts.used += pool.totalCount - pool.idleCount;
    counts.idle += pool.idleCount;
    counts.waiting += pool.waitingCount;
  }
  return counts;
}

/** Closes every tenant's pool, at the end of a process. */
export const closeAllTenantDbs = async (): Promise<void> => {
  await Promise.all([...registry().keys(), ...retired().keys()].map(closeTenantDb));
};

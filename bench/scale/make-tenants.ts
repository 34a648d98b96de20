import { Client } from 'pg';
import { cpuMs } from '../agent/cpu-ms.ts';
import type { Findings } from '../agent/figure.ts';
import { makeAgents } from '../store/make-agents.ts';
import { makeTenant } from '../store/make-tenant.ts';
import type { Portal } from '../store/open-portal.ts';
import { percentile } from '../store/percentile.ts';
import { timed } from '../store/timed.ts';
import type { Options } from './read-options.ts';
import type { ScaleTenant } from './scale-run.ts';
import type { DatabaseWatch } from './watch-database.ts';

/** Connections that are opened to learn what one costs. */
const OPENED = 40;
/** As a page about many machines asks; its plan is what is looked at. */
const PLANNED = `SELECT m.id FROM machine m LEFT JOIN machine_recent r ON r.machine_id = m.id
  LEFT JOIN stream s ON s.machine_id = m.id WHERE m.machine_id = 'bench-0000'`;

/** Makes all tenants with their machines and keys, one after the other, and tells what that took. */
export async function makeTenants(
  portal: Portal,
  database: DatabaseWatch,
  { tenants: count, machines }: Pick<Options, 'tenants' | 'machines'>,
): Promise<{ tenants: ScaleTenant[]; findings: Findings }> {
  const tenants: ScaleTenant[] = [];
  const before = { ...(await database.catalogue()), all: await database.bytes() };
  const cpu = cpuMs(portal.postgresPid);
  const seconds: number[] = [];
  for (let index = 0; index < count; index += 1)
    seconds.push(
      await timed(async () => {
        const tenant = await makeTenant(`scale-${String(index).padStart(4, '0')}`, portal.port);
        tenants.push({ ...tenant, agents: [] });
      }),
    );
  const made = { cpu: cpuMs(portal.postgresPid) - cpu, ...(await database.catalogue()) };
  const bytes = (await database.bytes()) - before.all;
  const adding = await timed(async () => {
    for (const tenant of tenants) tenant.agents = await makeAgents(tenant, machines);
  });
  const opened = await openConnections(tenants);
  return {
    tenants,
    findings: {
      details: [`${count} tenants of ${machines} machines, each machine with a key`],
      figures: [
        { what: 'making a tenant, p50', value: percentile(seconds, 0.5) * 1000, unit: 'ms' },
        {
          what: 'making the last tenth, p50',
          value: percentile(seconds.slice(-Math.ceil(count / 10)), 0.5) * 1000,
          unit: 'ms',
        },
        { what: 'CPU of the database for a tenant', value: made.cpu / count, unit: 'ms' },
        {
          what: 'relations of a tenant',
          value: (made.relations - before.relations) / count,
          unit: '',
          note: `tables, indexes, TOAST, sequences; ${made.relations.toLocaleString('en-US')} in all`,
        },
        {
          what: 'catalogue for a tenant',
          value: (made.bytes - before.bytes) / count / 1000,
          unit: 'kB',
          note: `${(made.bytes / 1e6).toFixed(1)} MB in all`,
        },
        { what: 'empty tenant on disk', value: bytes / count / 1000, unit: 'kB', note: 'with the catalogue' },
        { what: 'adding a machine with its key', value: (adding * 1000) / (count * machines), unit: 'ms' },
        { what: 'new connection of a tenant, until its first answer, p50', value: opened.ms, unit: 'ms' },
        {
          what: 'CPU of the database for a new connection and its first plan',
          value: opened.cpuMs,
          unit: 'ms',
          note: `the plan itself ${opened.firstPlanMs.toFixed(2)} ms, once more ${opened.planMs.toFixed(2)} ms`,
        },
      ],
      missing: [],
    },
  };
}

/** What a connection as a tenant's role costs until its first question is answered. */
async function openConnections(tenants: readonly ScaleTenant[]) {
  const { tenantRoleUrl } = await import('../../server/db/tenant-role-url.ts');
  const found = { ms: [] as number[], first: [] as number[], again: [] as number[] };
  const cpu: number[] = [];
  for (let index = 0; index < OPENED; index += 1) {
    const role = tenants[index % tenants.length]?.ctx.tenant.roleName ?? '';
    const client = new Client({ connectionString: tenantRoleUrl(role) });
    try {
      found.ms.push(
        await timed(async () => {
          await client.connect();
          found.first.push(await planMs(client));
        }),
      );
      found.again.push(await planMs(client));
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      cpu.push(cpuMs(rows[0]?.pid ?? 0));
    } finally {
      await client.end();
    }
  }
  return {
    ms: percentile(found.ms, 0.5) * 1000,
    cpuMs: percentile(cpu, 0.5),
    firstPlanMs: percentile(found.first, 0.5),
    planMs: percentile(found.again, 0.5),
  };
}

async function planMs(client: Client): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ 'Planning Time': number }] }>(
    `EXPLAIN (SUMMARY, FORMAT json) ${PLANNED}`,
  );
  return rows[0]?.['QUERY PLAN'][0]['Planning Time'] ?? Number.NaN;
}

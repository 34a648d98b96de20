import { escapeIdentifier } from 'pg';
import type { Figure, Findings } from '../agent/figure.ts';
import { watchCpu } from '../store/watch-cpu.ts';
import { deliverHours } from './deliver-hours.ts';
import { drain, pauseWorker, resumeWorker, runJob } from './drain.ts';
import type { ScaleRun, ScaleTenant } from './scale-run.ts';

const DAY = 86_400;
const HOUR = 3600;
/** Of a tenant; the machines of one are like each other. */
const MACHINES = 2;
const STEPS = [15, 60];

/**
 * A whole day of some machines, at 15 s and at 60 s, each in a tenant of its own: what it is on disk when its hours are
 * sealed, when it is compacted and rolled up, what that took, and that retention gives the room back.
 */
export async function day(run: ScaleRun): Promise<Findings> {
  const { portal, database } = run;
  // The newest that is past a retention of one day.
  const from = (Math.floor(Date.now() / 1000 / DAY) - 2) * DAY;
  const figures: Figure[] = [];
  for (const [index, step] of STEPS.entries()) {
    const tenant = run.tenants[run.tenants.length - 1 - index];
    if (!tenant) continue;
    const agents = tenant.agents.slice(0, MACHINES);
    const each = (bytes: number): number => bytes / agents.length / 1e6;
    const of = `of a machine's day at ${step} s`;
    const had = await stored(run, tenant);
    pauseWorker(run);
    try {
      await deliverHours(portal.port, agents, { from, hours: DAY / HOUR, step });
    } finally {
      resumeWorker(run);
    }
    const keeping = watchCpu(portal);
    await drain(run, from + DAY);
    const kept = keeping();
    const hourly = await stored(run, tenant);
    const compacting = watchCpu(portal);
    await runJob(run, 'compact');
    const compacted = compacting();
    const small = await stored(run, tenant);
    const cpu = (kind: string, used: typeof kept): Figure => ({
      what: `${kind} ${of}, CPU of worker and database`,
      value: (used.worker + used.database) / agents.length,
      unit: 's',
      note: `worker ${(used.worker / agents.length).toFixed(2)}, database ${(used.database / agents.length).toFixed(2)}`,
    });
    figures.push(
      { what: `hours ${of}, on disk`, value: each(hourly.segments - had.segments), unit: 'MB' },
      { what: `compacted segments ${of}, on disk`, value: each(small.segments - had.segments), unit: 'MB' },
      { what: `rollups ${of}, on disk`, value: each(small.rollups - had.rollups), unit: 'MB' },
      cpu('sealing and rolling up', kept),
      cpu('compacting', compacted),
    );
  }
  figures.push(...(await retention(run)));
  return { details: [`${MACHINES} machines, all kinds of samples that a host has`], figures, missing: [] };

  /** Lets the days go again. */
  async function retention({ tenants }: ScaleRun): Promise<Figure[]> {
    const { changeTenantSettings } = await import('../../server/tenancy/change-tenant-settings.ts');
    const those = tenants.slice(-STEPS.length);
    for (const { ctx } of those) await changeTenantSettings(ctx.tenant.slug, { rawDays: 1 });
    const used = watchCpu(portal);
    const seconds = await runJob(run, 'retain');
    const { worker, database: postgres } = used();
    const left = await database.table(
      those,
      'segment',
      `count(*) FILTER (WHERE ends_at <= to_timestamp(${from + DAY}))`,
    );
    return [
      { what: "the worker's round of retention through all tenants", value: seconds, unit: 's' },
      { what: 'its CPU of worker and database', value: worker + postgres, unit: 's' },
      {
        what: 'segments left that are past it',
        value: left.rows,
        unit: '',
        bar: { sense: 'at most', value: 0 },
      },
    ];
  }
}

/** Bytes of a tenant's segments and rollups on disk, without the room that rows left which are gone. */
async function stored(
  { database }: ScaleRun,
  tenant: ScaleTenant,
): Promise<{ segments: number; rollups: number }> {
  const schema = escapeIdentifier(tenant.ctx.tenant.schemaName);
  for (const table of ['segment', 'rollup_hour']) await database.query(`VACUUM FULL ${schema}.${table}`);
  return {
    segments: (await database.table([tenant], 'segment')).bytes,
    rollups: (await database.table([tenant], 'rollup_hour')).bytes,
  };
}

import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { TenantContext } from '#server/tenancy/context.ts';
import { forEachTenant } from './for-each-tenant.ts';
import { listTenants } from './list-tenants.ts';

/** Few enough that several workers have something to share, so many that the visits are the work and not the jobs. */
const TENANTS_PER_JOB = 50;

/** A job of a part of a round: the tenants between two, both with it. Without data it is a round. */
const partJob = z.object({ first: z.uuid(), last: z.uuid() }).nullish().catch(null);

/** A round through all active tenants, again and again. */
export interface Round {
  /** When one begins, by UTC. */
  cron: string;
  /** The work for one tenant; safe to do twice, also at the same time. */
  visit: (ctx: TenantContext) => Promise<void>;
  /** How many tenants one worker visits before it asks for more. */
  tenantsPerJob?: number;
}

/**
 * Works on all active tenants each time `cron` says so. The round of many tenants is made of parts, and whichever worker
 * is free takes the next one: no part runs twice at once. A round that would begin while something of an earlier one
 * still waits is left out: rounds that take longer than they are apart do not pile up.
 * @param queue a queue of the policy `singleton`
 */
export async function workInRounds(
  boss: PgBoss,
  queue: string,
  { cron, visit, tenantsPerJob = TENANTS_PER_JOB }: Round,
): Promise<void> {
  await boss.schedule(queue, cron);
  const worker: string = await boss.work(queue, async ([job]): Promise<void> => {
    if (!job) return;
    const part = partJob.parse(job.data);
    if (part) {
      await forEachTenant(job, visit, part);
      // Without it the worker would pause before it looks for the next part.
      boss.notifyWorker(worker);
      return;
    }
    if ((await boss.findJobs(queue, { queued: true })).length > 0) return;
    const tenants = await listTenants();
    if (tenants.length <= tenantsPerJob) return forEachTenant(job, visit);
    for (let at = 0; at < tenants.length; at += tenantsPerJob) {
      const data = { first: tenants[at], last: tenants.slice(at, at + tenantsPerJob).at(-1) };
      await boss.send(queue, data, { singletonKey: `part ${at / tenantsPerJob}` });
    }
    boss.notifyWorker(worker);
  });
}

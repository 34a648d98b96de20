// A process that does one step of the upkeep for a tenant, for tests that kill it: upkeep-process.ts TENANT_ID STEP
import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { retainDue } from '#server/metrics/retention/retain-due.ts';
import { rollUpDue } from '#server/metrics/rollups/roll-up-due.ts';
import { compactDue } from '#server/metrics/segments/compact-due.ts';
import { sealDue } from '#server/metrics/segments/seal-due.ts';

const STEPS = {
  seal: (ctx: Context) => sealDue(ctx, new Date()),
  compact: (ctx: Context) => compactDue(ctx, new Date()),
  rollup: (ctx: Context) => rollUpDue(ctx),
  retain: (ctx: Context) => retainDue(ctx, new Date()),
};
type Context = Awaited<ReturnType<typeof contextFromJob>>;
const [, , tenantId = '', step = ''] = process.argv;
await STEPS[step as keyof typeof STEPS](await contextFromJob({ id: 'upkeep', tenantId }));

import type { PgBoss } from 'pg-boss';
import { log } from '#server/log.ts';
import { runReport } from '#server/reports/run-report.ts';
import { runDueSchedules } from '#server/reports/schedules/run-due-schedules.ts';
import { sweepReports } from '#server/reports/sweep-reports.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { contextFromJob } from './context-from-job.ts';
import { reportJob } from './enqueue-report.ts';
import { workInRounds } from './work-in-rounds.ts';

/** Makes reports as they are asked for, asks for those whose schedules say so, and puts right what a crash left. */
export async function workOnReports(boss: PgBoss): Promise<void> {
  await boss.work('report', { pollingIntervalSeconds: 2 }, async ([job]) => {
    if (!job) return;
    const { tenantId, reportId } = reportJob.parse(job.data);
    await runReport(await contextFromJob({ id: job.id, tenantId }), reportId);
  });
  const visit = async (ctx: TenantContext) => {
    const asked = await runDueSchedules(ctx, new Date());
    const { queuedAgain, givenUp } = await sweepReports(ctx);
    if (asked.length + queuedAgain + givenUp > 0)
      log().info({ tenant: ctx.tenant.id, asked: asked.length, queuedAgain, givenUp }, 'kept the reports');
  };
  await workInRounds(boss, 'report-schedules', { cron: '* * * * *', visit });
}

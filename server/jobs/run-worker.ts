import { controlDb } from '#server/db/control.ts';
import { log } from '#server/log.ts';
import { sealDue } from '#server/metrics/segments/seal-due.ts';
import { runReport } from '#server/reports/run-report.ts';
import { contextFromJob } from './context-from-job.ts';
import { reportJob } from './enqueue-report.ts';
import { workingQueue } from './queue.ts';

/**
 * Starts the worker of this process: seals what is due each minute and renders reports as they are asked for.
 * @returns a function that finishes what runs and stops
 */
export async function runWorker(): Promise<() => Promise<void>> {
  const boss = await workingQueue();
  await boss.schedule('seal', '* * * * *');
  await boss.work('seal', async ([job]) => {
    if (job) await sealAllTenants(job.id);
  });
  await boss.work('report', { pollingIntervalSeconds: 2 }, async ([job]) => {
    if (!job) return;
    const { tenantId, reportId } = reportJob.parse(job.data);
    await runReport(await contextFromJob({ id: job.id, tenantId }), reportId);
  });
  return () => boss.stop({ graceful: true, timeout: 30_000 });
}

async function sealAllTenants(jobId: string): Promise<void> {
  const tenants = await controlDb().tenant.findMany({
    where: { status: 'active' },
    select: { id: true },
  });
  for (const { id } of tenants) {
    try {
      const sealed = await sealDue(await contextFromJob({ id: jobId, tenantId: id }), new Date());
      if (sealed > 0) log().info({ tenant: id, sealed }, 'sealed batches');
    } catch (error) {
      // One tenant's trouble must not keep the others' samples unsealed.
      log().error({ err: error, tenant: id }, 'sealing failed');
    }
  }
}

import { controlDb } from '#server/db/control.ts';
import { log } from '#server/log.ts';
import { sealDue } from '#server/metrics/segments/seal-due.ts';
import { runReport } from '#server/reports/run-report.ts';
import { runUpload } from '#server/uploads/run-upload.ts';
import { sweepUploads } from '#server/uploads/sweep-uploads.ts';
import { contextFromJob } from './context-from-job.ts';
import { reportJob } from './enqueue-report.ts';
import { uploadJob } from './enqueue-upload.ts';
import { workingQueue } from './queue.ts';

/** Two at a time: one large file does not keep a small one waiting. */
const UPLOAD_WORK = { pollingIntervalSeconds: 2, localConcurrency: 2, includeMetadata: true } as const;

/**
 * Starts the worker of this process: seals what is due each minute, renders reports as they are asked for, and stores
 * files that arrived in pieces or are too large to wait for.
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
  await boss.work('upload', UPLOAD_WORK, async ([job]) => {
    if (!job) return;
    const { tenantId, uploadId } = uploadJob.parse(job.data);
    const lastTry = job.retryCount >= job.retryLimit;
    await runUpload(await contextFromJob({ id: job.id, tenantId }), { uploadId, lastTry });
  });
  await boss.schedule('upload-sweep', '*/10 * * * *');
  await boss.work('upload-sweep', async ([job]) => {
    if (job) await sweepAllTenants(job.id);
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

async function sweepAllTenants(jobId: string): Promise<void> {
  const tenants = await controlDb().tenant.findMany({ where: { status: 'active' }, select: { id: true } });
  for (const { id } of tenants) {
    try {
      const swept = await sweepUploads(await contextFromJob({ id: jobId, tenantId: id }), new Date());
      if (swept.givenUp + swept.queuedAgain > 0) log().info({ tenant: id, ...swept }, 'swept uploads');
    } catch (error) {
      log().error({ err: error, tenant: id }, 'sweeping uploads failed');
    }
  }
}

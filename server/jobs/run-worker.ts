import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { runUpload } from '#server/uploads/run-upload.ts';
import { sweepUploads } from '#server/uploads/sweep-uploads.ts';
import { contextFromJob } from './context-from-job.ts';
import { uploadJob } from './enqueue-upload.ts';
import { workingQueue } from './queue.ts';
import { showLife } from './show-life.ts';
import { workInRounds } from './work-in-rounds.ts';
import { workOnBacklog } from './work-on-backlog.ts';
import { workOnReports } from './work-on-reports.ts';
import { workOnStore } from './work-on-store.ts';
import { workOnTenants } from './work-on-tenants.ts';

/** Two at a time: one large file does not keep a small one waiting. */
const UPLOAD_WORK = { pollingIntervalSeconds: 2, localConcurrency: 2, includeMetadata: true } as const;

/**
 * Starts the worker of this process: keeps the metric store in order, makes reports as they are asked for and scheduled, stores
 * files that arrived in pieces or are too large to wait for, and deletes tenants whose time is over.
 * @returns a function that finishes what runs and stops
 */
export async function runWorker(): Promise<() => Promise<void>> {
  const boss = await workingQueue();
  await workOnStore(boss);
  await workOnTenants(boss);
  await workOnBacklog(boss);
  await workOnReports(boss);
  await boss.work('upload', UPLOAD_WORK, async ([job]) => {
    if (!job) return;
    const { tenantId, uploadId } = uploadJob.parse(job.data);
    const lastTry = job.retryCount >= job.retryLimit;
    await runUpload(await contextFromJob({ id: job.id, tenantId }), { uploadId, lastTry });
  });
  const sweep = async (ctx: TenantContext) => {
    const swept = await sweepUploads(ctx, new Date());
    if (swept.givenUp + swept.queuedAgain > 0)
      log().info({ tenant: ctx.tenant.id, ...swept }, 'swept uploads');
  };
  await workInRounds(boss, 'upload-sweep', { cron: '* * * * *', visit: sweep });
  const signOff = await showLife();
  return async () => {
    await boss.stop({ graceful: true, timeout: 30_000 });
    await signOff();
  };
}

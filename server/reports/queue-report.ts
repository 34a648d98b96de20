import { enqueueReport } from '#server/jobs/enqueue-report.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { finishReport } from './finish-report.ts';

/** Hands a stored request to the workers. */
export async function queueReport(ctx: TenantContext, reportId: string): Promise<void> {
  try {
    await enqueueReport(ctx, reportId);
  } catch (error) {
    // The queue is not in the tenant's schema, so the two cannot be one transaction: nobody would ever take it up.
    await finishReport(ctx, reportId, { error: 'The report could not be queued. Ask for it again.' });
    throw error;
  }
}

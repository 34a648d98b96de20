import { z } from 'zod';
import type { TenantContext } from '#server/tenancy/context.ts';
import { sendingQueue } from './queue.ts';

/** What a job of the queue `report` carries. */
export const reportJob = z.object({ tenantId: z.uuid(), reportId: z.uuid() });

/** Asks the worker to render a report. */
export async function enqueueReport(ctx: TenantContext, reportId: string): Promise<void> {
  const boss = await sendingQueue();
  await boss.send('report', { tenantId: ctx.tenant.id, reportId });
}

import { z } from 'zod';
import type { TenantContext } from '#server/tenancy/context.ts';
import { sendingQueue } from './queue.ts';

/** What a job of the queue `upload` carries. */
export const uploadJob = z.object({ tenantId: z.uuid(), uploadId: z.uuid() });

/** Asks the worker to store a file that has arrived; asked twice while it waits or is worked on, it does so once. */
export async function enqueueUpload(ctx: TenantContext, uploadId: string): Promise<void> {
  const boss = await sendingQueue();
  await boss.send('upload', { tenantId: ctx.tenant.id, uploadId }, { singletonKey: uploadId });
}

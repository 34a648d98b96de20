import { randomUUID } from 'node:crypto';
import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** A session of a machine (internal id) as a delivery leaves one. @returns its id */
export async function putSession(
  ctx: TenantContext,
  session: { machineId: string; start: Date; end: Date },
): Promise<string> {
  const id = randomUUID();
  const { prisma } = await tenantDb(ctx.tenant);
  await prisma.collectionSession.create({
    data: {
      id,
      machineId: session.machineId,
      streamId: randomUUID(),
      startedAt: session.start,
      endedAt: session.end,
      sampleCount: 1n,
    },
  });
  return id;
}

import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Lets an API key's 90 days be over. */
export async function expireKey(ctx: TenantContext, keyId: string): Promise<void> {
  const { prisma } = await tenantDb(ctx.tenant);
  await prisma.apiKey.update({ where: { keyId }, data: { expiresAt: new Date(Date.now() - 1000) } });
}

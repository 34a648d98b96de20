import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/**
 * Revokes a key at once. Safe to repeat.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function revokeApiKey(ctx: TenantContext, keyId: string): Promise<void> {
  requireScope(ctx, 'admin');
  // PostgreSQL has no NUL in text; such an id is unknown, not an error.
  if (keyId.includes('\0')) throw notFound('API key');
  const { prisma } = await tenantDb(ctx.tenant);
  const key = await prisma.apiKey.findUnique({ where: { keyId }, select: { revokedAt: true } });
  if (!key) throw notFound('API key');
  if (key.revokedAt) return;
  await prisma.apiKey.update({ where: { keyId }, data: { revokedAt: new Date() } });
  await recordAudit(ctx, { verb: 'api_key.revoke', target: keyId });
}

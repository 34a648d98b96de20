import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** An API key as answers show it: never the key itself. Times are ISO 8601 UTC. */
export interface ApiKeyView {
  id: string;
  name: string;
  scopes: string[];
  /** Name of the only machine it may write, which may not be there yet; null when it is not tied to one. */
  machine_id: string | null;
  status: 'active' | 'expired' | 'revoked';
  created_by: string | null;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  last_used_at: string | null;
  /** The key that replaces it. */
  successor_id: string | null;
}

/**
 * The tenant's API keys, newest first, `limit` (at most 1,000) at a time.
 * @param page.cursor `next_cursor` of the page before; it is null on the last
 * @throws AppError FORBIDDEN
 */
export async function listApiKeys(
  ctx: TenantContext,
  { cursor, limit = 100 }: { cursor?: string; limit?: number } = {},
  now = new Date(),
): Promise<{ api_keys: ApiKeyView[]; next_cursor: string | null }> {
  requireScope(ctx, 'admin');
  const take = Math.min(1000, Math.max(1, Math.floor(limit)));
  const { prisma } = await tenantDb(ctx.tenant);
  const rows = await prisma.apiKey.findMany({
    ...(cursor === undefined ? {} : { cursor: { keyId: cursor }, skip: 1 }),
    orderBy: [{ createdAt: 'desc' }, { keyId: 'desc' }],
    take: take + 1,
    omit: { secretHmac: true },
    include: { machine: { select: { machineId: true } } },
  });
  const keys = rows.slice(0, take).map((row): ApiKeyView => {
    const ended = row.expiresAt <= now ? 'expired' : 'active';
    return {
      id: row.keyId,
      name: row.name,
      scopes: row.scopes,
      machine_id: row.machine?.machineId ?? row.newMachine,
      status: row.revokedAt ? 'revoked' : ended,
      created_by: row.createdBy,
      created_at: row.createdAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
      revoked_at: row.revokedAt?.toISOString() ?? null,
      last_used_at: row.lastUsedAt?.toISOString() ?? null,
      successor_id: row.successorId,
    };
  });
  return { api_keys: keys, next_cursor: rows.length > take ? (keys.at(-1)?.id ?? null) : null };
}

import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** What was done to what; ids and names only, never a secret. */
export interface AuditFact {
  verb: string;
  target?: string;
  details?: Record<string, string | number | boolean | null | string[]>;
}

/** Writes who did what into the tenant's audit trail. */
export async function recordAudit(ctx: TenantContext, fact: AuditFact): Promise<void> {
  const { prisma } = await tenantDb(ctx.tenant);
  await prisma.auditEntry.create({
    data: {
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      verb: fact.verb,
      target: fact.target ?? null,
      details: fact.details ?? {},
    },
  });
}

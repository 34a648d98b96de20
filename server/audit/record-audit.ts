import { tenantDb } from '#server/db/tenant-db.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { auditRow } from './audit-row.ts';

/** What was done to what; ids and names only, never a secret. */
export interface AuditFact {
  verb: string;
  target?: string;
  details?: Record<string, string | number | boolean | null | string[]>;
  /** `refused`: it was tried and not let through. */
  result?: 'done' | 'refused';
}

/** Who an entry is about: a context is such. */
export type Audited = Pick<TenantContext, 'tenant' | 'address'> & {
  actor: { kind: TenantContext['actor']['kind']; id: string; email?: string };
};

/** Writes who did what, and from where, into the tenant's audit trail, where it stays as it is. */
export async function recordAudit(who: Audited, fact: AuditFact): Promise<void> {
  const { prisma } = await tenantDb(who.tenant);
  await prisma.auditEntry.create({ data: auditRow(who, fact) });
}

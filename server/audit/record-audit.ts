import { tenantDb } from '#server/db/tenant-db.ts';
import { type Audited, type AuditFact, auditRow } from './audit-row.ts';

/** Writes who did what, and from where, into the tenant's audit trail, where it stays as it is. */
export async function recordAudit(who: Audited, fact: AuditFact): Promise<void> {
  const { prisma } = await tenantDb(who.tenant);
  await prisma.auditEntry.create({ data: auditRow(who, fact) });
}

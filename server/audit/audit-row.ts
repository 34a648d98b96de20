import type { TenantContext } from '#server/tenancy/context.ts';

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

/** An entry of the audit trail as it is stored. */
export const auditRow = (who: Audited, fact: AuditFact) => ({
  actorKind: who.actor.kind,
  actorId: who.actor.id,
  actorName: who.actor.email ?? null,
  address: who.address ?? null,
  verb: fact.verb,
  target: fact.target ?? null,
  details: fact.details ?? {},
  result: fact.result ?? ('done' as const),
});

import type { Audited, AuditFact } from './record-audit.ts';

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

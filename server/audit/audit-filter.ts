/** Which entries are wanted; what is not given does not matter. */
export interface AuditFilter {
  actor?: string;
  verb?: string;
  /** Included. */
  from?: Date;
  /** Excluded. */
  to?: Date;
}

/** The filter as SQL over audit_entry, with its parameters from $1 on. */
export function auditWhere({ actor, verb, from, to }: AuditFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const terms: string[] = [];
  const add = (term: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    terms.push(`${term} $${values.length}`);
  };
  // PostgreSQL has no NUL in text: nothing is called that.
  add('actor_id =', actor?.replaceAll('\0', ''));
  add('verb =', verb?.replaceAll('\0', ''));
  add('at >=', from);
  add('at <', to);
  return { where: terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '', values };
}

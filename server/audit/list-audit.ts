import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { type AuditFilter, auditWhere } from './audit-filter.ts';

export interface AuditView {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  /** E-mail of a person; name of a key as it is now; null when neither is known. */
  actorName: string | null;
  verb: string;
  target: string | null;
  details: Record<string, unknown>;
  address: string | null;
  result: 'done' | 'refused';
}

/** Columns of a view; `e` is the entry and `k` its key. */
export const AUDIT_COLUMNS = `e.id::text, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId",
  coalesce(e.actor_name, k.name, (
    SELECT a.actor_name FROM audit_entry a
     WHERE a.actor_id = e.actor_id AND a.actor_kind = e.actor_kind AND a.actor_name IS NOT NULL LIMIT 1
  )) AS "actorName", e.verb, e.target, e.details, e.address, e.result`;

/**
 * The audit trail, newest first.
 * @param page.cursor `next_cursor` of the page before; it is null on the last
 * @throws AppError FORBIDDEN
 */
export async function listAudit(
  ctx: TenantContext,
  filter: AuditFilter,
  { cursor, limit = 50 }: { cursor?: string; limit?: number } = {},
): Promise<{ entries: AuditView[]; next_cursor: string | null }> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const { where, values } = auditWhere(filter);
  const after = cursor === undefined ? '' : `${where ? 'AND' : 'WHERE'} id < $${values.push(cursor)}`;
  const { rows } = await pool.query<AuditView>(
    `SELECT ${AUDIT_COLUMNS}
       FROM (SELECT * FROM audit_entry ${where} ${after} ORDER BY id DESC LIMIT ${Math.min(200, limit) + 1}) e
       LEFT JOIN api_key k ON e.actor_kind = 'key' AND k.key_id = e.actor_id
      ORDER BY e.id DESC`,
    values,
  );
  const entries = rows.slice(0, limit);
  return { entries, next_cursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

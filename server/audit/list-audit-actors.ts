import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** How many of the newest entries are looked at. */
const RECENT = 20_000;

/** Who and what is in the newest part of the audit trail, to choose from. @throws AppError FORBIDDEN */
export async function listAuditActors(
  ctx: TenantContext,
): Promise<{ actors: { id: string; kind: string; name: string | null }[]; verbs: string[] }> {
  requireScope(ctx, 'admin');
  const { pool } = await tenantDb(ctx.tenant);
  const recent = `(SELECT * FROM audit_entry ORDER BY id DESC LIMIT ${RECENT})`;
  const { rows } = await pool.query<{ id: string; kind: string; name: string | null }>(
    `SELECT e.actor_id AS id, e.actor_kind AS kind, max(coalesce(e.actor_name, k.name)) AS name
       FROM ${recent} e LEFT JOIN api_key k ON e.actor_kind = 'key' AND k.key_id = e.actor_id
      WHERE e.actor_kind <> 'job' AND e.actor_id <> 'unknown'
      GROUP BY 1, 2 ORDER BY 2 DESC, 3 LIMIT 500`,
  );
  const verbs = await pool.query<{ verb: string }>(`SELECT DISTINCT verb FROM ${recent} e ORDER BY 1`);
  return { actors: rows, verbs: verbs.rows.map(({ verb }) => verb) };
}

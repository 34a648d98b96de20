import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { SESSION_COLUMNS, type SessionRow, type SessionView, sessionView } from './session-view.ts';

/**
 * The collection session with this id.
 * @throws AppError FORBIDDEN, NOT_FOUND when this tenant has none
 */
export async function findSession(ctx: TenantContext, id: string): Promise<SessionView> {
  requireScope(ctx, 'read');
  if (!isUuid(id)) throw notFound('session');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<SessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM collection_session c JOIN machine m ON m.id = c.machine_id WHERE c.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw notFound('session');
  return sessionView(row);
}

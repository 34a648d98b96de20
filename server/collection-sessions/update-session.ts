import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findSession } from './find-session.ts';
import type { SessionChanges } from './session-changes.ts';
import type { SessionView } from './session-view.ts';

/**
 * Names a collection session, or writes a note to it.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function updateSession(
  ctx: TenantContext,
  id: string,
  changes: SessionChanges,
): Promise<SessionView> {
  requireScope(ctx, 'write');
  const before = await findSession(ctx, id);
  const { name = before.name, note = before.note } = changes;
  if (name === before.name && note === before.note) return before;
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query('UPDATE collection_session SET name = $2, note = $3 WHERE id = $1', [
    id,
    name,
    note,
  ]);
  if (rowCount === 0) throw notFound('session');
  await recordAudit(ctx, {
    verb: 'collection.update',
    target: before.machine_id,
    details: { id, name, note_changed: note !== before.note },
  });
  return findSession(ctx, id);
}

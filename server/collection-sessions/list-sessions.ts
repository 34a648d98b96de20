import { tenantDb } from '#server/db/tenant-db.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import { readCursor, writeCursor } from '#server/page-cursor.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { SESSION_COLUMNS, type SessionRow, type SessionView, sessionView } from './session-view.ts';

/** Which sessions; nothing said: all. */
export interface SessionFilter {
  /** Name or internal id of their machine. */
  machine?: string;
  /** Those with a sample at `from` or later, and before `to`. */
  from?: Date;
  to?: Date;
  /** Part of their name or note, or of their machine's name or display name, in any case. */
  q?: string;
}

/**
 * Collection sessions, the one that began last first, `limit` (at most 200) at a time.
 * @param page.cursor `next_cursor` of the page before; it is null on the last
 * @throws AppError FORBIDDEN, NOT_FOUND for a machine this tenant does not have, INVALID_INPUT for a cursor that is
 *   none of ours
 */
export async function listSessions(
  ctx: TenantContext,
  filter: SessionFilter = {},
  { cursor, limit = 50 }: { cursor?: string; limit?: number } = {},
): Promise<{ sessions: SessionView[]; next_cursor: string | null }> {
  requireScope(ctx, 'read');
  const take = Math.min(200, Math.max(1, Math.floor(limit)));
  const after = cursor === undefined ? null : readCursor(cursor);
  const machine = filter.machine === undefined ? null : await findMachine(ctx, filter.machine);
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<SessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM collection_session c JOIN machine m ON m.id = c.machine_id
      WHERE ($1::uuid IS NULL OR c.machine_id = $1)
        AND ($2::timestamptz IS NULL OR c.ended_at >= $2)
        AND ($3::timestamptz IS NULL OR c.started_at < $3)
        AND ($4::text IS NULL OR EXISTS (SELECT FROM unnest(ARRAY[c.name, c.note, m.machine_id, m.display_name]) AS word
                                          WHERE strpos(lower(word), lower($4)) > 0))
        AND ($5::timestamptz IS NULL OR (c.started_at, c.id) < ($5, $6::uuid))
      ORDER BY c.started_at DESC, c.id DESC LIMIT $7`,
    [
      machine?.id ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.q ?? null,
      after?.at ?? null,
      after?.id ?? null,
      take + 1,
    ],
  );
  const page = rows.slice(0, take);
  const last = page.at(-1);
  return {
    sessions: page.map(sessionView),
    next_cursor: last && rows.length > take ? writeCursor({ at: last.started_at, id: last.id }) : null,
  };
}

import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { MachineStatus } from './machine-status.ts';
import { machineStatusSql } from './machine-status-sql.ts';
import { MACHINE_COLUMNS, type MachineRow, type MachineView, machineView } from './machine-view.ts';

/** Which machines; nothing said: all. */
export interface MachineFilter {
  /** Part of the name, display name or host name, in any case. */
  q?: string;
  status?: MachineStatus;
  /** Each `name` or `name:value`; a machine has all of them. */
  tags?: readonly string[];
  /** `next_cursor` of the page before. */
  cursor?: string;
  /** At most so many on a page; without it, all. */
  limit?: number;
}

/**
 * The tenant's machines by name, a page at a time. `next_cursor` is null on the last page. Machines that come or go
 * meanwhile do not shift the others.
 * @throws AppError FORBIDDEN, INVALID_INPUT for a cursor that is none of ours
 */
export async function listMachines(
  ctx: TenantContext,
  filter: MachineFilter = {},
): Promise<{ machines: MachineView[]; next_cursor: string | null }> {
  requireScope(ctx, 'read');
  const { limit } = filter;
  const tags = (filter.tags ?? []).map((tag) => {
    const colon = tag.indexOf(':');
    return colon < 0
      ? { name: tag, value: null }
      : { name: tag.slice(0, colon), value: tag.slice(colon + 1) };
  });
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<MachineRow>(
    `SELECT ${MACHINE_COLUMNS} FROM machine m
      WHERE ($1::text IS NULL OR machine_id > $1)
        AND ($2::text IS NULL OR EXISTS (SELECT FROM unnest(ARRAY[machine_id, display_name, hostname]) AS word
                                          WHERE strpos(lower(word), lower($2)) > 0))
        AND ($3::text IS NULL OR ${machineStatusSql()} = $3)
        AND NOT EXISTS (SELECT FROM unnest($4::text[], $5::text[]) AS tag (name, value)
                         WHERE NOT (tags ? tag.name AND (tag.value IS NULL OR tags ->> tag.name = tag.value)))
      ORDER BY machine_id LIMIT $6`,
    [
      filter.cursor === undefined ? null : readCursor(filter.cursor),
      filter.q ?? null,
      filter.status ?? null,
      tags.map(({ name }) => name),
      tags.map(({ value }) => value),
      // One more tells whether there is another page.
      limit === undefined ? null : limit + 1,
    ],
  );
  const page = limit === undefined ? rows : rows.slice(0, limit);
  const last = page.at(-1);
  return {
    machines: page.map((row) => machineView(row)),
    next_cursor:
      last && rows.length > page.length ? Buffer.from(last.machine_id).toString('base64url') : null,
  };
}

function readCursor(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (name === '' || name.includes('\0'))
    throw new AppError('INVALID_INPUT', 'cursor: give next_cursor of the page before, or nothing.', {
      field: 'cursor',
    });
  return name;
}

import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { MACHINE_COLUMNS, type MachineRow, type MachineView, machineView } from './machine-view.ts';

/**
 * The machine with this name (`machine_id`) or internal id; the name goes first.
 * @throws AppError FORBIDDEN, NOT_FOUND when this tenant has none
 */
export async function findMachine(ctx: TenantContext, nameOrId: string): Promise<MachineView> {
  requireScope(ctx, 'read');
  // PostgreSQL has no NUL in text; such a name is unknown, not an error.
  if (nameOrId.includes('\0')) throw notFound('machine');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<MachineRow>(
    `SELECT ${MACHINE_COLUMNS} FROM machine WHERE machine_id = $1 OR id = $2 ORDER BY machine_id = $1 DESC LIMIT 1`,
    [nameOrId, isUuid(nameOrId) ? nameOrId : null],
  );
  const [row] = rows;
  if (!row) throw notFound('machine');
  return machineView(row);
}

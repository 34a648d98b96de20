import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { MACHINE_COLUMNS, type MachineRow, type MachineView, machineView } from './machine-view.ts';

/**
 * The tenant's machines by name.
 * @throws AppError FORBIDDEN
 */
export async function listMachines(ctx: TenantContext): Promise<MachineView[]> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<MachineRow>(`SELECT ${MACHINE_COLUMNS} FROM machine ORDER BY machine_id`);
  return rows.map((row) => machineView(row));
}

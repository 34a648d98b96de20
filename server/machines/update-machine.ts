import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkMachineName } from './check-machine-name.ts';
import { findMachine } from './find-machine.ts';
import type { MachineChanges } from './machine-changes.ts';
import { MACHINE_COLUMNS, type MachineRow, type MachineView, machineView } from './machine-view.ts';

const COLUMNS = [
  'machine_id',
  'display_name',
  'tags',
  'cloud_provider',
  'region',
  'instance_type',
  'hourly_cost',
  'time_zone',
] as const satisfies readonly (keyof MachineChanges)[];

const UNIQUE_VIOLATION = '23505';

/**
 * Changes what people say of a machine (name or internal id).
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT for a bad name, CONFLICT when another machine has that name
 */
export async function updateMachine(
  ctx: TenantContext,
  nameOrId: string,
  changes: MachineChanges,
): Promise<MachineView> {
  requireScope(ctx, 'write');
  if (changes.machine_id !== undefined) checkMachineName(changes.machine_id);
  const machine = await findMachine(ctx, nameOrId);
  const columns = COLUMNS.filter((column) => changes[column] !== undefined);
  if (columns.length === 0) return machine;
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool
    .query<MachineRow>(
      `UPDATE machine SET ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}
      WHERE id = $1 RETURNING ${MACHINE_COLUMNS}`,
      [
        machine.id,
        ...columns.map((column) => (column === 'tags' ? JSON.stringify(changes.tags) : changes[column])),
      ],
    )
    .catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw new AppError(
        'CONFLICT',
        `There is another machine named "${changes.machine_id}". Choose another name, or merge the two.`,
        { field: 'machine_id' },
        { cause: error },
      );
    });
  const [row] = rows;
  if (!row) throw notFound('machine');
  await recordAudit(ctx, {
    verb: 'machine.update',
    target: machine.machine_id,
    details: {
      changed: columns,
      ...(row.machine_id !== machine.machine_id && { renamed: row.machine_id }),
    },
  });
  return machineView(row);
}

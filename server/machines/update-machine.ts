import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { findMachine } from './find-machine.ts';
import { MACHINE_COLUMNS, type MachineRow, type MachineView, machineView } from './machine-view.ts';

/** What people say of a machine; null takes it away, what is not there stays. `tags` are replaced whole. */
export interface MachineChanges {
  display_name?: string | null;
  tags?: Record<string, string>;
  cloud_provider?: string | null;
  region?: string | null;
  instance_type?: string | null;
  hourly_cost?: number | null;
}

const COLUMNS = [
  'display_name',
  'tags',
  'cloud_provider',
  'region',
  'instance_type',
  'hourly_cost',
] as const satisfies readonly (keyof MachineChanges)[];

/**
 * Changes what people say of a machine (name or internal id).
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function updateMachine(
  ctx: TenantContext,
  nameOrId: string,
  changes: MachineChanges,
): Promise<MachineView> {
  requireScope(ctx, 'write');
  const machine = await findMachine(ctx, nameOrId);
  const columns = COLUMNS.filter((column) => changes[column] !== undefined);
  if (columns.length === 0) return machine;
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<MachineRow>(
    `UPDATE machine SET ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}
      WHERE id = $1 RETURNING ${MACHINE_COLUMNS}`,
    [
      machine.id,
      ...columns.map((column) => (column === 'tags' ? JSON.stringify(changes.tags) : changes[column])),
    ],
  );
  const [row] = rows;
  if (!row) throw notFound('machine');
  await recordAudit(ctx, {
    verb: 'machine.update',
    target: machine.machine_id,
    details: { changed: columns },
  });
  return machineView(row);
}

import { randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkMachineName } from './check-machine-name.ts';
import { findMachine } from './find-machine.ts';
import type { MachineView } from './machine-view.ts';

/** What may be said of a machine when it is registered. */
export interface MachineInput {
  machine_id: string;
  display_name?: string;
  tags?: Record<string, string>;
  cloud_provider?: string;
  region?: string;
  instance_type?: string;
  /** In the currency of the reports. */
  hourly_cost?: number;
  /** IANA name. */
  time_zone?: string;
}

/**
 * Registers a machine. One of the same name stays as it is and is returned, with `created` false.
 * @throws AppError FORBIDDEN, INVALID_INPUT for a name that is empty, longer than 255 characters, or has slashes,
 *   control characters or blanks at its ends (see checkMachineName)
 */
export async function registerMachine(
  ctx: TenantContext,
  input: MachineInput,
): Promise<MachineView & { created: boolean }> {
  requireScope(ctx, 'write');
  const name = input.machine_id;
  checkMachineName(name);
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query(
    `INSERT INTO machine (id, machine_id, display_name, tags, cloud_provider, region, instance_type, hourly_cost, time_zone)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (machine_id) DO NOTHING`,
    [
      randomUUID(),
      name,
      input.display_name ?? null,
      JSON.stringify(input.tags ?? {}),
      input.cloud_provider ?? null,
      input.region ?? null,
      input.instance_type ?? null,
      input.hourly_cost ?? null,
      input.time_zone ?? null,
    ],
  );
  const created = rowCount === 1;
  if (created) await recordAudit(ctx, { verb: 'machine.register', target: name });
  return { ...(await findMachine(ctx, name)), created };
}

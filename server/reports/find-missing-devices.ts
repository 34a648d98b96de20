import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { CHOSEN_KINDS, type ChosenKind, missingDevices, namesDevice } from './missing-devices.ts';
import type { ReportOptions } from './report-options.ts';

/**
 * What is to be told about devices that options name and none of the machines has (see missingDevices), by the hours
 * that are rolled up: nothing of a machine that has just begun to send.
 */
export async function findMissingDevices(
  ctx: TenantContext,
  { machineIds, start, end }: { machineIds: readonly string[]; start: Date; end: Date },
  options: ReportOptions,
): Promise<string[]> {
  requireScope(ctx, 'read');
  if (!namesDevice(options)) return [];
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ kind: ChosenKind; entity: string }>(
    `SELECT DISTINCT kind, entity FROM rollup_hour
      WHERE machine_id = ANY($1) AND kind = ANY($2) AND hour > $3::timestamptz - interval '1 hour' AND hour < $4`,
    [machineIds, CHOSEN_KINDS, start, end],
  );
  const of = (wanted: ChosenKind) => rows.flatMap(({ kind, entity }) => (kind === wanted ? [entity] : []));
  return missingDevices(options, { disk: of('disk'), net: of('net') });
}

import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { rollUpSegment } from './roll-up-segment.ts';

/**
 * Rolls up all segments that are not yet, oldest first per machine. One that fails does not keep the others waiting.
 * @returns number of segments rolled up
 * @throws AggregateError at the end, when segments failed
 */
export async function rollUpDue(ctx: TenantContext): Promise<number> {
  requireScope(ctx, 'write');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; machine_id: string; kind: string }>(
    'SELECT id, machine_id, kind FROM segment WHERE NOT rolled_up ORDER BY machine_id, starts_at',
  );
  const failures: unknown[] = [];
  let done = 0;
  for (const { id, machine_id, kind } of rows) {
    try {
      if (await rollUpSegment(ctx, id)) done += 1;
    } catch (cause) {
      failures.push(
        new Error(`Rolling up segment ${id} (${kind} of machine ${machine_id}) failed.`, { cause }),
      );
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} segments could not be rolled up.`);
  return done;
}

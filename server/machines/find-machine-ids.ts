import { tenantDb } from '#server/db/tenant-db.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/**
 * The internal ids of machines with these names or ids, in their order; a name goes before an id.
 * @throws AppError FORBIDDEN, NOT_FOUND when this tenant lacks one of them
 */
export async function findMachineIds(ctx: TenantContext, namesOrIds: readonly string[]): Promise<string[]> {
  requireScope(ctx, 'read');
  // PostgreSQL has no NUL in text; such a name is unknown, not an error.
  if (namesOrIds.some((name) => name.includes('\0'))) throw notFound('machine');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; machine_id: string }>(
    'SELECT id, machine_id FROM machine WHERE machine_id = ANY($1::text[]) OR id::text = ANY($1::text[])',
    [namesOrIds],
  );
  return namesOrIds.map((asked) => {
    const found = rows.find((row) => row.machine_id === asked) ?? rows.find((row) => row.id === asked);
    if (!found) throw notFound('machine');
    return found.id;
  });
}

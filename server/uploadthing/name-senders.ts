import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/**
 * Who handed in these uploads: a member's name, or `key <name>`; by upload id. One whose sender is gone is left out.
 * @throws AppError FORBIDDEN
 */
export async function nameSenders(
  ctx: TenantContext,
  uploadIds: readonly string[],
): Promise<Record<string, string>> {
  requireScope(ctx, 'read');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string; sender: string; key: string | null }>(
    `SELECT u.id, u.created_by AS sender, k.name AS key FROM upload u LEFT JOIN api_key k ON k.key_id = u.created_by
      WHERE u.id = ANY ($1) AND u.created_by IS NOT NULL`,
    [uploadIds],
  );
  const userIds = rows
    .filter(({ key, sender }) => key === null && isUuid(sender))
    .map(({ sender }) => sender);
  const users =
    userIds.length === 0
      ? []
      : await controlDb().user.findMany({
          where: { id: { in: [...new Set(userIds)] }, memberships: { some: { tenantId: ctx.tenant.id } } },
          select: { id: true, name: true },
        });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    rows.flatMap(({ id, sender, key }) => {
      const name = key === null ? names.get(sender) : `key ${key}`;
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

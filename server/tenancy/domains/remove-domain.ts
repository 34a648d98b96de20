import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { notFound } from '#server/errors.ts';
import { requireScope, type TenantContext } from '../context.ts';

/**
 * Takes an own domain from the portal: it shows nothing from the next request on.
 * @throws AppError FORBIDDEN (no owner), NOT_FOUND
 */
export async function removeDomain(ctx: TenantContext, host: string): Promise<void> {
  requireScope(ctx, 'own');
  // PostgreSQL has no NUL in text, nor has a host name.
  const { rowCount } = await controlPool().query('DELETE FROM domain WHERE tenant_id = $1 AND host = $2', [
    ctx.tenant.id,
    host.replaceAll('\0', ''),
  ]);
  if (!rowCount) throw notFound('domain');
  await recordAudit(ctx, { verb: 'domain.remove', target: host });
}

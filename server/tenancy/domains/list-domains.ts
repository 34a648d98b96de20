import { controlPool } from '#server/db/control.ts';
import { requireScope, type TenantContext } from '../context.ts';
import { DOMAIN_COLUMNS, type DomainRow, type DomainView, domainView, PATIENCE_DAYS } from './domain-view.ts';

/** The portal's own domains, proven or still to be. @throws AppError FORBIDDEN */
export async function listDomains(ctx: TenantContext): Promise<DomainView[]> {
  requireScope(ctx, 'admin');
  const { rows } = await controlPool().query<DomainRow>(
    `SELECT ${DOMAIN_COLUMNS} FROM domain
      WHERE tenant_id = $1 AND (verified_at IS NOT NULL OR created_at > now() - make_interval(days => $2))
      ORDER BY host`,
    [ctx.tenant.id, PATIENCE_DAYS],
  );
  return rows.map((row) => domainView(row, ctx.tenant.slug));
}

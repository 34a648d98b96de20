import { randomBytes } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '../context.ts';
import { DOMAIN_COLUMNS, type DomainRow, type DomainView, domainView, PATIENCE_DAYS } from './domain-view.ts';
import { parseDomain } from './parse-domain.ts';

const MOST = 10;

/**
 * Claims a host name of the customer's own. It shows the portal once its DNS has the record that the answer names;
 * unproven it lapses after 7 days, and keeps nobody else from claiming it. Claimed again, an open claim stays as it is.
 * @throws AppError FORBIDDEN (no owner), INVALID_INPUT, CONFLICT when it is proven by somebody or there are too many
 */
export async function addDomain(ctx: TenantContext, typed: string): Promise<DomainView> {
  requireScope(ctx, 'own');
  const host = parseDomain(typed);
  const tenantId = ctx.tenant.id;
  const row = await transaction(controlPool(), async (client) => {
    await client.query('SELECT FROM tenant WHERE id = $1 FOR UPDATE', [tenantId]);
    await client.query(
      `DELETE FROM domain WHERE tenant_id = $1 AND verified_at IS NULL
          AND created_at < now() - make_interval(days => $2)`,
      [tenantId, PATIENCE_DAYS],
    );
    const { rows } = await client.query<{ tenantId: string; proven: boolean }>(
      `SELECT tenant_id AS "tenantId", verified_at IS NOT NULL AS proven FROM domain
        WHERE host = $1 OR tenant_id = $2`,
      [host, tenantId],
    );
    if (rows.some((known) => known.tenantId !== tenantId && known.proven))
      throw new AppError(
        'CONFLICT',
        `${host} shows another portal already. It must be removed there first.`,
        {
          field: 'host',
        },
      );
    if (rows.filter((known) => known.tenantId === tenantId).length >= MOST)
      throw new AppError('CONFLICT', `A portal has at most ${MOST} own domains. Remove one first.`);
    const { rows: made } = await client.query<DomainRow>(
      `INSERT INTO domain (host, tenant_id, token) VALUES ($1, $2, $3)
       ON CONFLICT (host, tenant_id) DO UPDATE SET host = excluded.host RETURNING ${DOMAIN_COLUMNS}`,
      [host, tenantId, randomBytes(16).toString('hex')],
    );
    return made[0];
  });
  if (!row) throw new Error(`the claim of ${host} was not stored`);
  await recordAudit(ctx, { verb: 'domain.add', target: host });
  return domainView(row, ctx.tenant.slug);
}

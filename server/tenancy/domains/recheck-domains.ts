import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { requireScope, type TenantContext } from '../context.ts';
import { PATIENCE_DAYS } from './domain-view.ts';
import { type DnsServers, lookForProof } from './look-for-proof.ts';

/**
 * The daily look at a tenant's own domains. A proof that is gone is marked, which the settings show; after 7 days
 * without it the domain shows nothing any more, and is a claim to be proven anew. A DNS that does not answer changes
 * nothing. Claims that were not proven in their 7 days go. Safe to run twice.
 * @returns how many are marked, were taken from the portal, and lapsed
 */
export async function recheckDomains(
  ctx: TenantContext,
  now: Date,
  dns: DnsServers = {},
): Promise<{ missing: number; lost: number; lapsed: number }> {
  requireScope(ctx, 'admin');
  const tenantId = ctx.tenant.id;
  const { rowCount } = await controlPool().query(
    `DELETE FROM domain WHERE tenant_id = $1 AND verified_at IS NULL
        AND created_at < $2::timestamptz - make_interval(days => $3)`,
    [tenantId, now, PATIENCE_DAYS],
  );
  const { rows } = await controlPool().query<{ host: string; token: string }>(
    `SELECT host, token FROM domain WHERE tenant_id = $1 AND verified_at IS NOT NULL AND token IS NOT NULL
      ORDER BY host`,
    [tenantId],
  );
  const done = { missing: 0, lost: 0, lapsed: rowCount ?? 0 };
  for (const { host, token } of rows) {
    const proof = await lookForProof(host, token, dns);
    if (proof === 'unanswered') continue;
    if (proof === 'absent') done.missing += 1;
    const { rows: after } = await controlPool().query<{ lost: boolean }>(
      `UPDATE domain SET checked_at = $3,
              verified_at = CASE WHEN $4 AND missing_since < $3::timestamptz - make_interval(days => $5)
                                 THEN NULL ELSE verified_at END,
              created_at = CASE WHEN $4 AND missing_since < $3::timestamptz - make_interval(days => $5)
                                THEN $3 ELSE created_at END,
              missing_since = CASE WHEN NOT $4 OR missing_since < $3::timestamptz - make_interval(days => $5)
                                   THEN NULL ELSE coalesce(missing_since, $3) END
        WHERE tenant_id = $1 AND host = $2 AND token = $6 AND verified_at IS NOT NULL
        RETURNING verified_at IS NULL AS lost`,
      [tenantId, host, now, proof === 'absent', PATIENCE_DAYS, token],
    );
    if (!after[0]?.lost) continue;
    done.lost += 1;
    await recordAudit(ctx, { verb: 'domain.lose', target: host });
  }
  return done;
}

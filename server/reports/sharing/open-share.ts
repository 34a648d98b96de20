import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { limitShared } from '#server/rate-limits/limit-shared.ts';
import { hmac } from '#server/secrets.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

/** Who comes with a link. */
export interface Visitor {
  /** The Host header. */
  host: string | null;
  token: string;
  address: string;
}

/** What a link opens: the context reads, and is for this report only. */
export interface OpenShare {
  ctx: TenantContext;
  reportId: string;
  shareId: string;
  expiresAt: Date;
}

/**
 * The report that a link opens, on its own portal's host.
 * @throws AppError NOT_FOUND: unknown, expired, revoked and foreign are one and the same; RATE_LIMITED
 */
export async function openShare({ host, token, address }: Visitor): Promise<OpenShare> {
  await limitShared(address);
  const gone = new AppError('NOT_FOUND', 'This link is not valid any more. Ask who sent it for a new one.');
  const site = await siteFromHost(host);
  if (site.kind !== 'tenant' || site.suspended || token.length > 200) throw gone;
  const { pool } = await tenantDb(site.tenant);
  const { rows } = await pool.query<{ id: string; report_id: string; expires_at: Date }>(
    `SELECT id, report_id, expires_at FROM report_share
      WHERE token_hmac = $1 AND expires_at > now() AND revoked_at IS NULL`,
    [hmac('report-share', token)],
  );
  const [share] = rows;
  if (!share) throw gone;
  return {
    ctx: {
      tenant: site.tenant,
      actor: { kind: 'job', id: share.id },
      scopes: new Set(['read'] as const),
      address,
    },
    reportId: share.report_id,
    shareId: share.id,
    expiresAt: share.expires_at,
  };
}

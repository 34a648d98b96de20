import { DatabaseError } from 'pg';
import { recordAudit } from '#server/audit/record-audit.ts';
import { controlPool } from '#server/db/control.ts';
import { AppError, notFound } from '#server/errors.ts';
import { limitDomainChecks } from '#server/rate-limits/limit-domain-checks.ts';
import { requireScope, type TenantContext } from '../context.ts';
import { DOMAIN_COLUMNS, type DomainRow, type DomainView, domainView, PATIENCE_DAYS } from './domain-view.ts';
import { type DnsServers, lookForProof, type Proof } from './look-for-proof.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * Looks for a domain's proof now. Found, the domain shows the portal from the next request on.
 * @param dns servers to ask; without them the system's
 * @throws AppError FORBIDDEN (no owner), NOT_FOUND (also for a claim that has lapsed), RATE_LIMITED, CONFLICT when
 *   another portal has proven it
 */
export async function checkDomain(
  ctx: TenantContext,
  host: string,
  dns: DnsServers = {},
): Promise<{ proof: Proof; domain: DomainView }> {
  requireScope(ctx, 'own');
  await limitDomainChecks(ctx);
  const { rows } = await controlPool().query<DomainRow>(
    `SELECT ${DOMAIN_COLUMNS} FROM domain WHERE tenant_id = $1 AND host = $2
        AND (verified_at IS NOT NULL OR created_at > now() - make_interval(days => $3))`,
    [ctx.tenant.id, host.replaceAll('\0', ''), PATIENCE_DAYS],
  );
  const [known] = rows;
  if (!known) throw notFound('domain');
  // Nobody asks for the proof of a domain that the operator vouches for.
  if (known.token === null) return { proof: 'there', domain: domainView(known, ctx.tenant.slug) };
  const proof = await lookForProof(host, known.token, dns);
  const row = await noteProof(ctx.tenant.id, known, proof);
  if (known.verifiedAt === null && row.verifiedAt !== null)
    await recordAudit(ctx, { verb: 'domain.prove', target: host });
  return { proof, domain: domainView(row, ctx.tenant.slug) };
}

/** What a look at the DNS found; a proven domain stays proven for now, whatever it was. */
async function noteProof(tenantId: string, known: DomainRow, proof: Proof): Promise<DomainRow> {
  try {
    const { rows } = await controlPool().query<DomainRow>(
      `UPDATE domain SET checked_at = now(),
              verified_at = CASE WHEN $3 = 'there' THEN coalesce(verified_at, now()) ELSE verified_at END,
              missing_since = CASE WHEN $3 = 'there' OR verified_at IS NULL THEN NULL
                                   WHEN $3 = 'absent' THEN coalesce(missing_since, now())
                                   ELSE missing_since END
        WHERE tenant_id = $1 AND host = $2 AND token = $4 RETURNING ${DOMAIN_COLUMNS}`,
      [tenantId, known.host, proof, known.token],
    );
    const [row] = rows;
    // Removed while the DNS was asked.
    if (!row) throw notFound('domain');
    return row;
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === UNIQUE_VIOLATION)) throw error;
    throw new AppError(
      'CONFLICT',
      `${known.host} shows another portal already. It must be removed there first.`,
      { field: 'host' },
    );
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { hmac } from '#server/secrets.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';
import { findReport } from '../find-report.ts';
import { makerOf } from '../maker-of.ts';

const MOST_DAYS = 90;
const DAY_MS = 86_400_000;

/** A link that was just made: it is shown once, and kept nowhere. */
export interface MadeShare {
  id: string;
  link: string;
  expires_at: string;
}

/**
 * Makes a link that opens a finished report without an account, for 1 to 90 days or until it is revoked.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT (days), CONFLICT while it is not done
 */
export async function shareReport(
  ctx: TenantContext,
  reportId: string,
  { days }: { days: number },
): Promise<MadeShare> {
  requireScope(ctx, 'write');
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new AppError('INVALID_INPUT', `A link works for 1 to ${MOST_DAYS} days.`);
  const report = await findReport(ctx, reportId);
  if (report.status !== 'done')
    throw new AppError('CONFLICT', `This report is ${report.status}: it can be shared when it is done.`);
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  const { pool } = await tenantDb(ctx.tenant);
  await transaction(pool, (client) =>
    client.query(
      'INSERT INTO report_share (id, report_id, token_hmac, expires_at, made_by) VALUES ($1, $2, $3, $4, $5)',
      [id, reportId, hmac('report-share', token), expiresAt, makerOf(ctx) ?? report.made_by],
    ),
  );
  await recordAudit(ctx, { verb: 'report.share', target: reportId, details: { share: id, days } });
  return {
    id,
    link: `${tenantUrl(ctx.tenant.slug, env().PUBLIC_URL)}/shared/${token}`,
    expires_at: expiresAt.toISOString(),
  };
}

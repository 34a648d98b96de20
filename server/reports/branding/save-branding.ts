import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkOptions } from '../check-options.ts';
import { type Branding, showBranding } from './show-branding.ts';
import { withLook } from './with-look.ts';

/** What changes: what is not named stays, null takes away. `logo` is a PNG or JPEG as a data URL. */
export interface BrandingChanges {
  logo?: string | null;
  accent?: string | null;
  customer?: string | null;
}

/**
 * Decides what reports look like unless they say otherwise.
 * @throws AppError FORBIDDEN, INVALID_INPUT, INVALID_IMAGE
 */
export async function saveBranding(ctx: TenantContext, changes: BrandingChanges): Promise<Branding> {
  requireScope(ctx, 'admin');
  const was = await showBranding(ctx);
  const next = { logo: was.logo?.dataUrl ?? null, accent: was.accent, customer: was.customer, ...changes };
  const { branding, customer } = checkOptions(
    withLook({
      ...(next.customer && { customer: next.customer }),
      ...(next.logo && { logo: next.logo }),
      ...(next.accent && { accent: next.accent }),
    }),
  );
  const { pool } = await tenantDb(ctx.tenant);
  const { logo, accent } = branding ?? {};
  await transaction(pool, (client) =>
    client.query(
      `INSERT INTO report_branding (id, logo, width, height, accent, customer) VALUES (true, $1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET logo = $1, width = $2, height = $3, accent = $4, customer = $5`,
      [logo?.dataUrl, logo?.width, logo?.height, accent, customer],
    ),
  );
  await recordAudit(ctx, { verb: 'report.branding', details: { changed: Object.keys(changes) } });
  return showBranding(ctx);
}

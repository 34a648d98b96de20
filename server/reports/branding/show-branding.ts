import { tenantDb } from '#server/db/tenant-db.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';

/** What reports look like unless they say otherwise; null where nobody said. */
export interface Branding {
  /** A PNG or JPEG as a data URL, and its pixels. */
  logo: { dataUrl: string; width: number; height: number } | null;
  /** `#rrggbb` */
  accent: string | null;
  customer: string | null;
}

/** The portal's branding. @throws AppError FORBIDDEN */
export async function showBranding(ctx: TenantContext): Promise<Branding> {
  requireScope(ctx, 'read');
  const { prisma } = await tenantDb(ctx.tenant);
  const row = await prisma.reportBranding.findUnique({ where: { id: true } });
  const { logo = null, width = null, height = null, accent = null, customer = null } = row ?? {};
  return {
    logo: logo !== null && width !== null && height !== null ? { dataUrl: logo, width, height } : null,
    accent,
    customer,
  };
}

import type { TenantContext } from '#server/tenancy/context.ts';
import type { ReportOptions } from '../report-options.ts';
import { showBranding } from './show-branding.ts';

/** Options with the portal's logo, colour and customer where they say nothing. */
export async function withBranding(ctx: TenantContext, options: ReportOptions): Promise<ReportOptions> {
  const own = await showBranding(ctx);
  const branding = {
    ...(own.logo && { logo: own.logo }),
    ...(own.accent !== null && { accent: own.accent }),
    ...options.branding,
  };
  return {
    ...(own.customer !== null && { customer: own.customer }),
    ...options,
    ...(Object.keys(branding).length > 0 && { branding }),
  };
}

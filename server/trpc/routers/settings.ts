import { z } from 'zod';
import { requestDeletion } from '#server/tenancy/deletion/request-deletion.ts';
import { takeBack } from '#server/tenancy/deletion/take-back.ts';
import { addDomain } from '#server/tenancy/domains/add-domain.ts';
import { checkDomain } from '#server/tenancy/domains/check-domain.ts';
import { listDomains } from '#server/tenancy/domains/list-domains.ts';
import { removeDomain } from '#server/tenancy/domains/remove-domain.ts';
import { showLife } from '#server/tenancy/show-life.ts';
import { showSettings } from '#server/tenancy/show-settings.ts';
import { updateSettings } from '#server/tenancy/update-settings.ts';
import { measureTenant } from '#server/tenant-export/measure-tenant.ts';
import { router, tenantProcedure } from '../init.ts';

const ofHost = z.object({ host: z.string().max(300) });

export const settings = router({
  show: tenantProcedure.query(({ ctx }) => showSettings(ctx.tenant)),
  update: tenantProcedure
    .input(
      z.object({
        name: z.string().max(1000).exactOptional(),
        acceptedAgeDays: z.number().exactOptional(),
        rawDays: z.number().exactOptional(),
        rollupDays: z.number().exactOptional(),
        autoRegister: z.boolean().exactOptional(),
      }),
    )
    .mutation(({ ctx, input }) => updateSettings(ctx.tenant, input)),
  domains: tenantProcedure.query(({ ctx }) => listDomains(ctx.tenant)),
  addDomain: tenantProcedure.input(ofHost).mutation(({ ctx, input }) => addDomain(ctx.tenant, input.host)),
  checkDomain: tenantProcedure
    .input(ofHost)
    .mutation(({ ctx, input }) => checkDomain(ctx.tenant, input.host)),
  removeDomain: tenantProcedure
    .input(ofHost)
    .mutation(({ ctx, input }) => removeDomain(ctx.tenant, input.host)),
  /** What an export of everything would hold. */
  size: tenantProcedure.query(({ ctx }) => measureTenant(ctx.tenant)),
  life: tenantProcedure.query(({ ctx }) => showLife(ctx.tenant)),
  delete: tenantProcedure
    .input(z.object({ typed: z.string().max(100) }))
    .mutation(({ ctx, input }) => requestDeletion(ctx.tenant, input.typed)),
  takeBack: tenantProcedure.mutation(({ ctx }) => takeBack(ctx.tenant)),
});

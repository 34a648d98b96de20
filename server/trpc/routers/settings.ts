import { z } from 'zod';
import { showSettings } from '#server/tenancy/show-settings.ts';
import { updateSettings } from '#server/tenancy/update-settings.ts';
import { router, tenantProcedure } from '../init.ts';

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
});

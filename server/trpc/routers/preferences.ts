import { z } from 'zod';
import { readPreferences } from '#server/accounts/read-preferences.ts';
import { savePreferences } from '#server/accounts/save-preferences.ts';
import { router, tenantProcedure } from '../init.ts';

export const preferences = router({
  show: tenantProcedure.query(({ ctx }) => readPreferences(ctx.tenant)),
  save: tenantProcedure
    .input(z.record(z.string().max(64), z.unknown()))
    .mutation(({ ctx, input }) => savePreferences(ctx.tenant, input)),
});

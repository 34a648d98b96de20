import { z } from 'zod';
import { beginSecondFactor } from '#server/second-factor/begin-second-factor.ts';
import { confirmSecondFactor } from '#server/second-factor/confirm-second-factor.ts';
import { endSecondFactor } from '#server/second-factor/end-second-factor.ts';
import { renewRecoveryCodes } from '#server/second-factor/renew-recovery-codes.ts';
import { showSecondFactor } from '#server/second-factor/show-second-factor.ts';
import { router, tenantProcedure } from '../init.ts';

const password = z.string().min(1).max(1000);
const code = z.string().trim().min(1).max(64);

export const secondFactor = router({
  show: tenantProcedure.query(({ ctx }) => showSecondFactor(ctx.tenant)),
  begin: tenantProcedure
    .input(z.object({ password }))
    .mutation(({ ctx, input }) => beginSecondFactor(ctx.tenant, input)),
  confirm: tenantProcedure
    .input(z.object({ code }))
    .mutation(({ ctx, input }) => confirmSecondFactor(ctx.tenant, input)),
  renewCodes: tenantProcedure
    .input(z.object({ password, code }))
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx.tenant, input)),
  end: tenantProcedure
    .input(z.object({ password, code }))
    .mutation(({ ctx, input }) => endSecondFactor(ctx.tenant, input)),
});

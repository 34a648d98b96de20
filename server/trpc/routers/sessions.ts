import { z } from 'zod';
import { changePassword } from '#server/auth/change-password.ts';
import { endOwnSessions } from '#server/auth/end-own-sessions.ts';
import { findPasswordReset } from '#server/auth/find-password-reset.ts';
import { listOwnPortals } from '#server/auth/list-own-portals.ts';
import { listSessions } from '#server/auth/list-sessions.ts';
import { redeemPasswordReset } from '#server/auth/redeem-password-reset.ts';
import { requestPasswordReset } from '#server/auth/request-password-reset.ts';
import { requireUser } from '#server/tenancy/context.ts';
import { publicProcedure, router, tenantProcedure } from '../init.ts';

const password = z.string().max(1000);
const token = z.string().max(200);

export const sessions = router({
  /** What the caller is now, for a page that was made a while ago. */
  me: tenantProcedure.query(({ ctx }) => ({ role: requireUser(ctx.tenant).role })),
  list: tenantProcedure.query(({ ctx }) => listSessions(ctx.tenant)),
  end: tenantProcedure
    .input(z.object({ id: z.string().max(64) }))
    .mutation(({ ctx, input }) => endOwnSessions(ctx.tenant, input)),
  endOthers: tenantProcedure.mutation(({ ctx }) => endOwnSessions(ctx.tenant, 'others')),
  /** The caller's other portals. */
  portals: tenantProcedure.query(({ ctx }) => listOwnPortals(ctx.tenant)),
  changePassword: tenantProcedure
    .input(z.object({ current: password, next: password }))
    .mutation(({ ctx, input }) => changePassword(ctx.tenant, input)),
  forgot: publicProcedure
    .input(z.object({ email: z.string().max(320) }))
    .mutation(({ ctx, input }) => requestPasswordReset({ ...input, host: ctx.host, address: ctx.address })),
  showReset: publicProcedure.input(z.object({ token })).query(async ({ ctx, input }) => {
    const { email } = await findPasswordReset(ctx.host, input.token);
    return { email };
  }),
  redeemReset: publicProcedure
    .input(z.object({ token, password }))
    .mutation(({ ctx, input }) => redeemPasswordReset({ ...input, host: ctx.host, address: ctx.address })),
});

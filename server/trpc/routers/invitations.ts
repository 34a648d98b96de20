import { z } from 'zod';
import { acceptInvitation } from '#server/members/accept-invitation.ts';
import { findInvitation } from '#server/members/find-invitation.ts';
import { publicProcedure, router } from '../init.ts';

const token = z.string().max(200);

export const invitations = router({
  show: publicProcedure.input(z.object({ token })).query(async ({ ctx, input }) => {
    const { email, tenantName, hasAccount } = await findInvitation(ctx.host, input.token);
    return { email, tenantName, hasAccount };
  }),
  accept: publicProcedure
    .input(z.object({ token, name: z.string().trim().min(1).max(100), password: z.string().max(1000) }))
    .mutation(({ ctx, input }) => acceptInvitation({ ...input, host: ctx.host, address: ctx.address })),
});

import { z } from 'zod';
import { createPasswordReset } from '#server/auth/create-password-reset.ts';
import type { MailedLink } from '#server/mail/mail-link.ts';
import { changeRole } from '#server/members/change-role.ts';
import { createInvitation } from '#server/members/create-invitation.ts';
import { leaveTenant } from '#server/members/leave-tenant.ts';
import { listInvitations } from '#server/members/list-invitations.ts';
import { listMembers } from '#server/members/list-members.ts';
import { removeMember } from '#server/members/remove-member.ts';
import { renewInvitation } from '#server/members/renew-invitation.ts';
import { withdrawInvitation } from '#server/members/withdraw-invitation.ts';
import { resetSecondFactor } from '#server/second-factor/reset-second-factor.ts';
import { ROLES } from '#server/tenancy/context.ts';
import { router, tenantProcedure } from '../init.ts';

const byId = z.object({ id: z.string().max(64) });
const role = z.enum(ROLES);

/** A link that went out by mail is for nobody else to see. */
const shown = async (made: Promise<MailedLink>) => {
  const { link, mailed, ...more } = await made;
  return { ...more, link: mailed ? null : link };
};

export const members = router({
  list: tenantProcedure.query(({ ctx }) => listMembers(ctx.tenant)),
  invitations: tenantProcedure.query(({ ctx }) => listInvitations(ctx.tenant)),
  invite: tenantProcedure
    .input(z.object({ email: z.string().max(320), role }))
    .mutation(({ ctx, input }) => shown(createInvitation(ctx.tenant, input))),
  renewInvitation: tenantProcedure
    .input(byId)
    .mutation(({ ctx, input }) => shown(renewInvitation(ctx.tenant, input.id))),
  withdrawInvitation: tenantProcedure
    .input(byId)
    .mutation(({ ctx, input }) => withdrawInvitation(ctx.tenant, input.id)),
  changeRole: tenantProcedure
    .input(byId.extend({ role }))
    .mutation(({ ctx, input }) => changeRole(ctx.tenant, input.id, input.role)),
  remove: tenantProcedure.input(byId).mutation(({ ctx, input }) => removeMember(ctx.tenant, input.id)),
  leave: tenantProcedure
    .input(z.object({ portal: z.string().max(63) }))
    .mutation(({ ctx, input }) => leaveTenant(ctx.tenant, input.portal)),
  resetPassword: tenantProcedure
    .input(byId)
    .mutation(({ ctx, input }) => shown(createPasswordReset(ctx.tenant, input.id))),
  resetSecondFactor: tenantProcedure
    .input(byId)
    .mutation(({ ctx, input }) => resetSecondFactor(ctx.tenant, input.id)),
});

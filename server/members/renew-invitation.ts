import type { MailedLink } from '#server/mail/mail-link.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { createInvitation } from './create-invitation.ts';
import { findPending } from './find-pending.ts';

/**
 * A new link for an invitation that is pending; the one before ends.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT for a member
 */
export async function renewInvitation(ctx: TenantContext, id: string): Promise<MailedLink> {
  requireScope(ctx, 'admin');
  return createInvitation(ctx, await findPending(ctx, id));
}

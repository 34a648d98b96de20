import { recordAudit } from '#server/audit/record-audit.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { endSession } from './end-session.ts';

/** Ends the caller's own session: its cookie and tokens are worth nothing from now on. @throws AppError FORBIDDEN */
export async function signOut(ctx: TenantContext): Promise<void> {
  const { sessionId } = requireUser(ctx);
  await endSession(sessionId);
  await recordAudit(ctx, { verb: 'session.sign_out' });
}

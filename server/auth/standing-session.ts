import type { SessionClaims } from './start-session.ts';

/** Which session row still stands for these claims: theirs in every part, not revoked, not expired. */
export const standingSession = ({ sessionId, tenantId, userId }: SessionClaims) => ({
  id: sessionId,
  tenantId,
  userId,
  revokedAt: null,
  expiresAt: { gt: new Date() },
});

import { randomUUID } from 'node:crypto';
import { controlDb } from '#server/db/control.ts';

/** How long a session lives; it is not prolonged. */
export const SESSION_SECONDS = 7 * 24 * 3600;

/** What the signed cookie carries. The row decides; these only name it. */
export interface SessionClaims {
  sessionId: string;
  tenantId: string;
  userId: string;
}

/** Makes the row of a session, for somebody who has proved who they are and is a member of the tenant. */
export async function startSession(who: {
  userId: string;
  tenantId: string;
  address: string;
  userAgent: string | null;
}): Promise<SessionClaims> {
  const { userId, tenantId, address, userAgent } = who;
  const sessionId = randomUUID();
  await controlDb().session.create({
    data: {
      id: sessionId,
      userId,
      tenantId,
      expiresAt: new Date(Date.now() + SESSION_SECONDS * 1000),
      address,
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
  });
  return { sessionId, tenantId, userId };
}

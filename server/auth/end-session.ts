import { controlDb } from '#server/db/control.ts';

/** Revokes a session row: the cookie that names it is worth nothing from now on. Safe to repeat. */
export async function endSession(sessionId: string): Promise<void> {
  await controlDb().session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

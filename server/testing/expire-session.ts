import { controlDb } from '#server/db/control.ts';

/** Lets a session's week be over. */
export async function expireSession(id: string): Promise<void> {
  await controlDb().session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
}

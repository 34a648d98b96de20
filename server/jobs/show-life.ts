import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { controlPool } from '#server/db/control.ts';
import { log } from '#server/log.ts';

const EVERY_MS = 10_000;

/**
 * Says in the database that a worker lives, now and every ten seconds: portals tell by it whether jobs are done.
 * @returns a function that stops, and takes the entry out
 */
export async function showLife(): Promise<() => Promise<void>> {
  const id = randomUUID();
  const beat = () =>
    controlPool().query(
      `INSERT INTO worker (id, host, pid) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET seen_at = now()`,
      [id, hostname(), process.pid],
    );
  await beat();
  // Those that were killed could not sign off.
  await controlPool().query(`DELETE FROM worker WHERE seen_at < now() - interval '1 day'`);
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log().warn({ err: error }, 'cannot show that this worker lives'));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await controlPool().query('DELETE FROM worker WHERE id = $1', [id]);
  };
}

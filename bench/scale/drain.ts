import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier } from 'pg';
import type { ScaleRun } from './scale-run.ts';

const LOOK_MS = 1000;
const PATIENCE_MS = 400_000;

/** Asks the worker to do a job now and not at its minute; one that waits already is enough. */
export async function askWorker(queue: 'seal' | 'rollup' | 'compact' | 'retain'): Promise<string | null> {
  const { sendingQueue } = await import('../../server/jobs/queue.ts');
  return (await sendingQueue()).send(queue, {});
}

/** Lets the worker stand still, as if it were away; it goes on where it was. */
export const pauseWorker = ({ portal }: Pick<ScaleRun, 'portal'>): void =>
  void process.kill(portal.worker.pid, 'SIGSTOP');
export const resumeWorker = ({ portal }: Pick<ScaleRun, 'portal'>): void =>
  void process.kill(portal.worker.pid, 'SIGCONT');

/**
 * Waits until the worker has sealed all batches that ended before a Unix second, and rolled up all segments.
 * @returns seconds until each was so
 */
export async function drain(
  { portal, database, tenants }: ScaleRun,
  before: number,
): Promise<{ sealed: number; rolledUp: number }> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const anywhere = (condition: (schema: string) => string): string =>
    `SELECT ${tenants.map(({ ctx }) => `EXISTS (${condition(escapeIdentifier(ctx.tenant.schemaName))})`).join(' OR ')} AS left`;
  const until = async (what: string, condition: (schema: string) => string): Promise<number> => {
    for (;;) {
      portal.worker.check();
      const [row] = await database.query<{ left: boolean }>(anywhere(condition));
      if (!row?.left) return seconds();
      if (performance.now() - began > PATIENCE_MS)
        throw new Error(`the worker has not ${what} everything within ${PATIENCE_MS / 1000} s`);
      await sleep(LOOK_MS);
    }
  };
  await askWorker('seal');
  const sealed = await until(
    'sealed',
    (schema) => `SELECT FROM ${schema}.sample_batch WHERE last_time < to_timestamp(${before})`,
  );
  await askWorker('rollup');
  const rolledUp = await until('rolled up', (schema) => `SELECT FROM ${schema}.segment WHERE NOT rolled_up`);
  return { sealed, rolledUp };
}

/** Lets the worker do a round through all tenants and waits for the end of its parts; answers how many seconds it took. */
export async function runJob(
  { portal, database }: Pick<ScaleRun, 'portal' | 'database'>,
  queue: 'compact' | 'retain',
): Promise<number> {
  const id = await askWorker(queue);
  if (id === null) throw new Error(`the job ${queue} was not queued`);
  const began = performance.now();
  for (;;) {
    portal.worker.check();
    const [round] = await database.query<{ failed: boolean; over: boolean; seconds: number }>(
      `SELECT bool_or(state = 'failed') AS failed, bool_and(state = 'completed') AS over,
              extract(epoch FROM max(completed_on) - min(started_on))::float8 AS seconds
         FROM pgboss.job
        WHERE name = '${queue}' AND created_on >= (SELECT created_on FROM pgboss.job WHERE id = '${id}')`,
    );
    if (round?.over) return round.seconds;
    if (round?.failed || performance.now() - began > PATIENCE_MS)
      throw new Error(`the round ${queue} ${round?.failed ? 'failed' : 'does not end'}`);
    await sleep(LOOK_MS);
  }
}

import { PgBoss } from 'pg-boss';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';

/** A worker that was killed says nothing for so long; then another takes its part of the round up. */
const ROUND = { policy: 'singleton', heartbeatSeconds: 60 } as const;

/** The queues and how each treats its jobs. Every job is safe to run twice. */
export const QUEUES = {
  /** The upkeep of all tenants' samples, in rounds (work-in-rounds): see work-on-store. */
  seal: { ...ROUND, retryLimit: 2, expireInSeconds: 600 },
  rollup: { ...ROUND, retryLimit: 2, expireInSeconds: 1800 },
  compact: { ...ROUND, retryLimit: 2, expireInSeconds: 3600 },
  retain: { ...ROUND, retryLimit: 2, expireInSeconds: 1800 },
  forget: { ...ROUND, retryLimit: 0, expireInSeconds: 300 },
  /** One report to render. */
  report: { policy: 'standard', retryLimit: 1, expireInSeconds: 300, notify: true },
  /** Every minute: ask for the reports that schedules want, put right what a crash left, for all tenants. */
  'report-schedules': { ...ROUND, retryLimit: 0, expireInSeconds: 300 },
  /** One file to store, by its upload's id: asked for again while it waits or is worked on, it stays one job. */
  upload: {
    policy: 'exclusive',
    retryLimit: 4,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 1800,
    // Somebody may be waiting for it.
    heartbeatSeconds: 20,
    notify: true,
  },
  /** Every minute: count what waits in all tenants. */
  backlog: { ...ROUND, retryLimit: 0, expireInSeconds: 300 },
  /** Every minute: give up uploads that were left, queue again what lost its job, for all tenants. */
  'upload-sweep': { ...ROUND, retryLimit: 0, expireInSeconds: 300 },
  /** Ends of tenants: see work-on-tenants. */
  'tenant-sweep': { ...ROUND, retryLimit: 0, expireInSeconds: 900 },
  'domain-check': { ...ROUND, retryLimit: 1, expireInSeconds: 3600 },
} as const;

const SUPERVISE_SECONDS = 20;

const open = (name: string, options: { worker: boolean }): PgBoss => {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: `perfanalysis ${name}`,
    // With one that listens and the owner's pool a process has a dozen: docs/operations.md counts on it.
    max: options.worker ? 3 : 2,
    // Only the worker keeps the house; a web process puts jobs in and nothing else.
    supervise: options.worker,
    // How soon a job is missed whose worker was killed.
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    schedule: options.worker,
    migrate: options.worker,
    createSchema: options.worker,
    useListenNotify: true,
  });
  boss.on('error', (error) => log().warn({ err: error }, 'job queue'));
  return boss;
};

/** The queue as a web process uses it: for sending. Where it cannot be opened, the next call tries again. */
export function sendingQueue(): Promise<PgBoss> {
  const held = processWide('jobs', (): { opening: Promise<PgBoss> | null } => ({ opening: null }));
  held.opening ??= open('web', { worker: false })
    .start()
    .catch((error: unknown) => {
      held.opening = null;
      throw error;
    });
  return held.opening;
}

/** The queue as the worker (and the migration) uses it: installs what is missing, then works. */
export async function workingQueue(): Promise<PgBoss> {
  const boss = await open('worker', { worker: true }).start();
  for (const [name, { policy, ...others }] of Object.entries(QUEUES)) {
    await boss.createQueue(name, { policy, ...others });
    // One that an earlier version made stays as it was, but for its policy it can be changed.
    await boss.updateQueue(name, others);
  }
  return boss;
}

import { PgBoss } from 'pg-boss';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';
import { processWide } from '#server/process-wide.ts';

/** The queues and how each treats its jobs. Every job is safe to run twice. */
export const QUEUES = {
  /** The upkeep of all tenants' samples: see work-on-store. */
  seal: { policy: 'singleton', retryLimit: 2, expireInSeconds: 600 },
  rollup: { policy: 'singleton', retryLimit: 2, expireInSeconds: 1800 },
  compact: { policy: 'singleton', retryLimit: 2, expireInSeconds: 3600 },
  retain: { policy: 'singleton', retryLimit: 2, expireInSeconds: 1800 },
  forget: { policy: 'singleton', retryLimit: 0, expireInSeconds: 300 },
  /** One report to render. */
  report: { policy: 'standard', retryLimit: 1, expireInSeconds: 300, notify: true },
  /** Every minute: ask for the reports that schedules want, put right what a crash left, for all tenants. */
  'report-schedules': { policy: 'singleton', retryLimit: 0, expireInSeconds: 300 },
  /** One file to store, by its upload's id: asked for again while it waits or is worked on, it stays one job. */
  upload: {
    policy: 'exclusive',
    retryLimit: 4,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 1800,
    // A worker that was killed says nothing for so long; then another takes the file up.
    heartbeatSeconds: 20,
    notify: true,
  },
  /** Every minute: count what waits in all tenants. */
  backlog: { policy: 'singleton', retryLimit: 0, expireInSeconds: 300 },
  /** Every minute: give up uploads that were left, queue again what lost its job, for all tenants. */
  'upload-sweep': { policy: 'singleton', retryLimit: 0, expireInSeconds: 300 },
  /** Ends of tenants: see work-on-tenants. */
  'tenant-sweep': { policy: 'singleton', retryLimit: 0, expireInSeconds: 900 },
  'domain-check': { policy: 'singleton', retryLimit: 1, expireInSeconds: 3600 },
} as const;

const SUPERVISE_SECONDS = 20;

const open = (name: string, options: { worker: boolean }): PgBoss => {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: `perfanalysis ${name}`,
    max: options.worker ? 4 : 2,
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
  for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, options);
  return boss;
}

import { controlPool } from '#server/db/control.ts';
import { countTenantConnections } from '#server/db/tenant-db.ts';
import { log } from '#server/log.ts';
import { telemetry } from './telemetry.ts';

interface Backlog {
  batches: number;
  samples: number;
  uploads: number;
  seal_lag_seconds: number | null;
}

/**
 * All figures in Prometheus' text format: this process's own, and what waits in the database. Without the database
 * the process's own are told all the same.
 */
export async function readTelemetry(): Promise<{ text: string; contentType: string }> {
  const { registry, pools } = telemetry();
  for (const [state, count] of Object.entries(await countTenantConnections())) pools.set({ state }, count);
  await readShared().catch((error: unknown) => log().warn({ err: error }, 'telemetry without database'));
  return { text: await registry.metrics(), contentType: registry.contentType };
}

async function readShared(): Promise<void> {
  const { backlog, sealLag, workers, jobs } = telemetry();
  const pool = controlPool();
  const [waiting, alive, queued] = await Promise.all([
    pool.query<Backlog>(
      `SELECT batches::float8, samples::float8, uploads::float8, seal_lag_seconds FROM backlog`,
    ),
    pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM worker WHERE seen_at > now() - interval '1 minute'`,
    ),
    pool.query<{ name: string; state: string; count: number }>(
      `SELECT name, state::text, count(*)::int AS count FROM pgboss.job
        WHERE state IN ('created', 'retry', 'active') OR (state = 'failed' AND completed_on > now() - interval '1 day')
        GROUP BY name, state`,
    ),
  ]);
  const [row] = waiting.rows;
  if (row) {
    const { seal_lag_seconds: lag, ...counts } = row;
    for (const [what, count] of Object.entries(counts)) backlog.set({ what }, count);
    sealLag.set(lag ?? 0);
  }
  workers.set(alive.rows[0]?.count ?? 0);
  jobs.reset();
  for (const { name, state, count } of queued.rows) jobs.set({ queue: name, state }, count);
}

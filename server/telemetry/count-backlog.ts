import { controlPool } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { env } from '#server/env.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** What waits somewhere: batches and samples for sealing, files for storing. */
export interface Backlog {
  batches: number;
  samples: number;
  uploads: number;
  /** Age of the oldest batch whose hour (and the delay after it) is over; null: none. */
  sealLagSeconds: number | null;
}

export const NO_BACKLOG: Backlog = { batches: 0, samples: 0, uploads: 0, sealLagSeconds: null };

/** Counts what waits in one tenant. */
export async function countBacklog(ctx: TenantContext): Promise<Backlog> {
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<Backlog>(
    `SELECT count(*)::float8 AS batches, coalesce(sum(row_count), 0)::float8 AS samples,
            (SELECT count(*)::float8 FROM upload WHERE status IN ('queued', 'reading', 'checking', 'storing')) AS uploads,
            extract(epoch FROM now() - min(date_trunc('hour', last_time, 'UTC') + interval '1 hour')
              FILTER (WHERE date_trunc('hour', last_time, 'UTC') + interval '1 hour' < now() - make_interval(secs => $1))
            )::float8 AS "sealLagSeconds"
       FROM sample_batch`,
    [env().SEAL_DELAY_SECONDS],
  );
  return rows[0] ?? NO_BACKLOG;
}

/** The backlog of two together. */
export const addBacklog = (a: Backlog, b: Backlog): Backlog => ({
  batches: a.batches + b.batches,
  samples: a.samples + b.samples,
  uploads: a.uploads + b.uploads,
  sealLagSeconds:
    a.sealLagSeconds === null || b.sealLagSeconds === null
      ? (a.sealLagSeconds ?? b.sealLagSeconds)
      : Math.max(a.sealLagSeconds, b.sealLagSeconds),
});

/** Notes what waits in all tenants, for every portal to tell. */
export async function noteBacklog({ batches, samples, uploads, sealLagSeconds }: Backlog): Promise<void> {
  await controlPool().query(
    `INSERT INTO backlog (id, at, batches, samples, uploads, seal_lag_seconds) VALUES (1, now(), $1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET at = excluded.at, batches = excluded.batches, samples = excluded.samples,
       uploads = excluded.uploads, seal_lag_seconds = excluded.seal_lag_seconds`,
    [batches, samples, uploads, sealLagSeconds],
  );
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Findings } from '../agent/figure.ts';
import { watchCpu } from '../store/watch-cpu.ts';
import type { ScaleRun } from './scale-run.ts';

const MINUTE_MS = 60_000;
const SETTLE_MS = 5000;

/** One minute in which nothing is delivered: what the worker's rounds through all tenants take. */
export async function idle({ portal, database, tenants }: ScaleRun): Promise<Findings> {
  // What making them has left should be over.
  await sleep(SETTLE_MS);
  const used = watchCpu(portal);
  const before = await database.counts();
  await sleep(MINUTE_MS);
  const after = await database.counts();
  const { portal: web, worker, database: postgres } = used();
  const rounds = await database.query<{ name: string; seconds: number }>(
    // A round of many tenants is made of several jobs.
    `SELECT name, sum(extract(epoch FROM completed_on - started_on))::float8 /
                  count(DISTINCT date_trunc('minute', created_on)) AS seconds
       FROM pgboss.job
      WHERE completed_on > now() - interval '60 seconds' GROUP BY name ORDER BY seconds DESC`,
  );
  const [slowest] = rounds;
  return {
    details: [
      `rounds of the worker: ${rounds.map(({ name, seconds }) => `${name} ${seconds.toFixed(2)} s`).join(', ')}`,
    ],
    figures: [
      {
        what: 'CPU in a minute in which nothing is delivered',
        value: web + worker + postgres,
        unit: 's',
        note: `portal ${web.toFixed(2)}, worker ${worker.toFixed(2)}, database ${postgres.toFixed(2)}`,
      },
      {
        what: 'CPU of worker and database for a tenant in an idle minute',
        value: ((worker + postgres) / tenants.length) * 1000,
        unit: 'ms',
      },
      {
        what: "the worker's slowest round through all tenants",
        value: slowest?.seconds ?? Number.NaN,
        unit: 's',
        note: slowest?.name ?? 'none',
      },
      {
        what: 'connections opened in the minute',
        value: after.sessions - before.sessions,
        unit: '',
      },
    ],
    missing: [],
  };
}

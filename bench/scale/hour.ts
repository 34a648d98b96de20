import type { Findings } from '../agent/figure.ts';
import { watchCpu } from '../store/watch-cpu.ts';
import { deliverHours } from './deliver-hours.ts';
import { drain, pauseWorker, resumeWorker } from './drain.ts';
import type { ScaleRun } from './scale-run.ts';

const HOUR = 3600;
const STEP = 60;
/** One in so many tenants. */
const SHARE = 5;

/**
 * An hour of many machines at once, one sample a minute, that came while the worker was away: what an outage leaves to
 * be caught up with, and what each full hour brings.
 */
export async function hour(run: ScaleRun): Promise<Findings> {
  const { portal, database } = run;
  const tenants = run.tenants.filter((_, index) => index % SHARE === 0);
  const agents = tenants.flatMap((tenant) => tenant.agents);
  // One that is over for longer than SEAL_DELAY_SECONDS.
  const from = (Math.floor(Date.now() / 1000 / HOUR) - 2) * HOUR;
  pauseWorker(run);
  let delivering: ReturnType<ReturnType<typeof watchCpu>>;
  let snapshots: number;
  try {
    const used = watchCpu(portal);
    snapshots = await deliverHours(portal.port, agents, { from, hours: 1, step: STEP });
    delivering = used();
  } finally {
    resumeWorker(run);
  }
  const used = watchCpu(portal);
  const before = await database.counts();
  const { sealed, rolledUp } = await drain(run, from + HOUR);
  const after = await database.counts();
  const keeping = used();
  const perHour = (value: number): number => value / agents.length;
  return {
    details: [
      `${agents.length} machines of ${tenants.length} tenants, an hour each: ${snapshots.toLocaleString('en-US')} snapshots in ${agents.length.toLocaleString('en-US')} deliveries`,
    ],
    figures: [
      { what: 'machines whose hour it is', value: agents.length, unit: '' },
      {
        what: 'snapshots taken in a second, an hour in each delivery',
        value: snapshots / delivering.seconds,
        unit: '',
      },
      {
        what: 'CPU of portal and database for such a snapshot',
        value: ((delivering.portal + delivering.database) * 1000) / snapshots,
        unit: 'ms',
        note: `portal ${((delivering.portal * 1000) / snapshots).toFixed(2)}, database ${((delivering.database * 1000) / snapshots).toFixed(2)}`,
      },
      { what: 'until the worker has sealed an hour of these machines', value: sealed, unit: 's' },
      { what: 'until it is rolled up too', value: rolledUp, unit: 's' },
      {
        what: "CPU of the worker for a machine's hour at 60 s",
        value: perHour(keeping.worker * 1000),
        unit: 'ms',
      },
      {
        what: "CPU of the database for a machine's hour at 60 s",
        value: perHour(keeping.database * 1000),
        unit: 'ms',
      },
      {
        what: "log (WAL) for a machine's hour at 60 s",
        value: perHour(after.walBytes - before.walBytes) / 1000,
        unit: 'kB',
        note: 'sealed and rolled up',
      },
    ],
    missing: [],
  };
}

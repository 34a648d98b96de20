import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Findings } from '../agent/figure.ts';
import { collectionSeries } from '../store/collection-series.ts';
import { percentile } from '../store/percentile.ts';
import { readEventLoop } from '../store/read-event-loop.ts';
import { readRecording } from '../store/read-recording.ts';
import type { TrickleAgent } from '../store/trickle-child.ts';
import { startGenerator } from '../store/trickle-generator.ts';
import { watchCpu } from '../store/watch-cpu.ts';
import { openReader } from './open-reader.ts';
import { pssMb } from './pss-mb.ts';
import type { ScaleRun } from './scale-run.ts';

const STEP = 15;
/** Rounds of deliveries before anything is measured: keys are used and streams opened for the first time. */
const FIRST_ROUNDS = 2;
/** Seconds in which the generator makes its bodies. */
const LEAD = 5;
const LOOK_MS = 2000;

/** All machines deliver each 15 s for some minutes, while somebody looks at the pages of one tenant. */
export async function live({ portal, options, database, tenants }: ScaleRun): Promise<Findings> {
  const agents = scattered(tenants.flatMap((tenant) => tenant.agents));
  const [looked] = tenants;
  if (!looked) throw new Error('there is no tenant');
  const reader = await openReader(portal, looked);
  const ticks = options.seconds / STEP;
  const generator = await startGenerator({ port: portal.port, agents, ticks, batch: 1, step: STEP });
  try {
    const start = Math.ceil(Date.now() / 1000) + LEAD;
    const report = generator.deliver(start);
    // Awaited below, unless something else fails before.
    report.catch(() => undefined);
    await sleep((start + FIRST_ROUNDS * STEP) * 1000 - Date.now());
    await readEventLoop(portal);
    const [before, batches] = [await database.counts(), await batchesOf(database, tenants)];
    const used = watchCpu(portal);
    const connections: number[] = [];
    const failed: string[] = [];
    const answers = { fleet: [] as number[], chart: [] as number[] };
    for (let running = true; running; ) {
      connections.push(await database.connections());
      for (const page of ['fleet', 'chart'] as const)
        await reader[page]().then(
          (ms) => answers[page].push(ms),
          (error: unknown) => failed.push(`${page}: ${error instanceof Error ? error.message : error}`),
        );
      running = await Promise.race([report.then(() => false), sleep(LOOK_MS, true)]);
    }
    const found = await report;
    const { seconds, ...cpu } = used();
    const [after, later] = [await database.counts(), await batchesOf(database, tenants)];
    const loop = await readEventLoop(portal);
    const stored = later.rows - batches.rows;
    const first = found.answers.slice(0, agents.length);
    const settled = found.answers.slice(FIRST_ROUNDS * agents.length);
    const memory = {
      portal: pssMb(portal.web.pid),
      worker: pssMb(portal.worker.pid),
      database: pssMb(portal.postgresPid),
    };
    const perSnapshot = (value: number): number => value / stored;
    return {
      details: [
        `${agents.length} machines of ${tenants.length} tenants for ${options.seconds} s: ${found.answers.length} deliveries, ${Math.round(found.bytes / found.answers.length)} bytes each, ${(agents.length / STEP).toFixed(1)} a second`,
        `the generator took ${(found.cpuMs / 1000 / seconds).toFixed(2)} cores of the same machine`,
        ...[...found.errors, ...failed].slice(0, 5),
      ],
      figures: [
        {
          what: 'machines that deliver',
          value: agents.length,
          unit: '',
          note: `of ${tenants.length} tenants`,
        },
        {
          what: 'errors',
          value: found.errors.length + failed.length,
          unit: '',
          bar: { sense: 'at most', value: 0 },
        },
        {
          what: 'deliveries missing in the tables',
          value: agents.length * ticks - later.rows,
          unit: '',
          bar: { sense: 'at most', value: 0 },
        },
        { what: 'time to answer a delivery, p50', value: percentile(settled, 0.5), unit: 'ms' },
        {
          what: 'time to answer a delivery, p99',
          value: percentile(settled, 0.99),
          unit: 'ms',
          bar: { sense: 'at most', value: 250 },
        },
        {
          what: 'time to answer a first delivery, p99',
          value: percentile(first, 0.99),
          unit: 'ms',
          note: 'of new machines, all within 15 s',
        },
        ...(['portal', 'worker', 'database'] as const).map(
          (part): Figure => ({ what: `CPU of the ${part}`, value: cpu[part] / seconds, unit: 'cores' }),
        ),
        { what: 'CPU of the portal for a delivery', value: perSnapshot(cpu.portal * 1000), unit: 'ms' },
        { what: 'CPU of the database for a delivery', value: perSnapshot(cpu.database * 1000), unit: 'ms' },
        {
          what: 'connections opened for 100 deliveries',
          value: perSnapshot(100 * (after.sessions - before.sessions)),
          unit: '',
        },
        { what: 'connections, most', value: Math.max(...connections), unit: '' },
        {
          what: 'log (WAL) for a delivery',
          value: perSnapshot(after.walBytes - before.walBytes) / 1000,
          unit: 'kB',
          note: `${Math.round(((after.fullPages - before.fullPages) * 8192 * 100) / (after.walBytes - before.walBytes))} % of it whole pages at most`,
        },
        {
          what: 'open batch on disk',
          value: perSnapshot(later.bytes - batches.bytes) / 1000,
          unit: 'kB',
          note: 'of one snapshot, with index and TOAST',
        },
        {
          what: 'body of a delivery',
          value: found.bytes / found.answers.length / 1000,
          unit: 'kB',
          note: 'gzip',
        },
        { what: 'fleet of a tenant meanwhile, p50', value: percentile(answers.fleet, 0.5), unit: 'ms' },
        { what: 'fleet of a tenant meanwhile, p99', value: percentile(answers.fleet, 0.99), unit: 'ms' },
        { what: 'chart of a machine meanwhile, p50', value: percentile(answers.chart, 0.5), unit: 'ms' },
        { what: 'chart of a machine meanwhile, p99', value: percentile(answers.chart, 0.99), unit: 'ms' },
        { what: 'event-loop delay of the portal, p99', value: loop.p99, unit: 'ms' },
        { what: 'memory of the portal', value: memory.portal.mb, unit: 'MB' },
        { what: 'memory of the worker', value: memory.worker.mb, unit: 'MB' },
        {
          what: 'memory of the database',
          value: memory.database.mb,
          unit: 'MB',
          note: `${memory.database.processes} processes, shared pages counted once`,
        },
        {
          what: 'memory of a connection',
          value: memory.database.mb / memory.database.processes,
          unit: 'MB',
          note: 'the mean of those processes',
        },
        { what: 'values in a snapshot', value: valuesInSnapshot(), unit: '', note: 'of the recorded host' },
      ],
      missing: [],
    };
  } finally {
    generator.stop();
  }
}

const batchesOf = (
  database: ScaleRun['database'],
  tenants: ScaleRun['tenants'],
): Promise<{ rows: number; bytes: number }> => database.table(tenants, 'sample_batch');

/** Known values of a snapshot of the recording, of all kinds. */
function valuesInSnapshot(): number {
  const ticks = readRecording();
  const series = collectionSeries(ticks, 'host');
  return series.reduce((sum, { values }) => sum + values.length, 0) / ticks.length;
}

/** In an order that has nothing to do with tenants, the same in each run: real agents come as they come. */
function scattered(agents: readonly TrickleAgent[]): TrickleAgent[] {
  const place = ({ host, identifier }: TrickleAgent): string =>
    createHash('sha256')
      .update(`${host.split(':')[0]} ${identifier}`)
      .digest('hex');
  return [...agents].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { cpuMs } from '../agent/cpu-ms.ts';
import type { Findings } from '../agent/figure.ts';
import type { BenchRun } from './bench-run.ts';
import { checkExport, countSamples } from './count-samples.ts';
import { type BenchTenant, makeTenant } from './make-tenant.ts';
import { percentile } from './percentile.ts';
import { readEventLoop } from './read-event-loop.ts';
import type { TrickleOrder, TrickleReport } from './trickle-child.ts';

const BATCH = 10;
/** Seconds in which the generator makes its bodies. */
const LEAD = 10;
const EXPORTED = 20;

type Found = Exclude<TrickleReport, { ready: true }>;

/**
 * Many agents that sample at 1 s and deliver each 10 s: errors, time to answer, CPU of the portal with its worker and
 * database, and afterwards each machine's samples counted in the tables, and of some in their export.
 */
export async function trickle({ portal, options }: BenchRun): Promise<Findings> {
  const { machines, seconds } = options;
  const tenant = await makeTenant('trickle', portal.port);
  const agents = await makeAgents(tenant, machines);
  const child = fork(join(import.meta.dirname, 'trickle-child.ts'), { execArgv: [] });
  try {
    const order: TrickleOrder = { port: portal.port, host: tenant.host, agents, seconds, batch: BATCH };
    child.send(order);
    await heard<{ ready: true }>(child);
    const start = Math.ceil(Date.now() / 1000) + LEAD;
    child.send(start);
    const report = heard<Found>(child);
    await new Promise((resolve) => setTimeout(resolve, (start + BATCH) * 1000 - Date.now()));
    const parts = { portal: portal.web.pid, worker: portal.worker.pid, database: portal.postgresPid };
    const before = mapValues(parts, cpuMs);
    await readEventLoop(portal);
    const began = performance.now();
    const found = await report;
    const wallMs = performance.now() - began;
    const cores = mapValues(parts, (pid, part) => (cpuMs(pid) - before[part]) / wallMs);
    const loop = await readEventLoop(portal);

    const counted = await countSamples(tenant, seconds);
    // Machine i ticks from second floor(i / machines * BATCH) + 1 on, see planDeliveries.
    const every = Math.max(1, Math.floor(machines / EXPORTED));
    for (let index = 0; index < machines; index += every)
      counted.wrong.push(
        ...(await checkExport(portal.port, tenant, {
          machine: agents[index]?.identifier ?? '',
          first: start + Math.floor((index / machines) * BATCH) + 1,
          count: seconds,
        })),
      );
    const whole = machines * seconds;
    return {
      details: [
        `${machines} machines for ${seconds} s: ${found.answers.length} deliveries of ${BATCH} snapshots, ${Math.round(found.bytes / found.answers.length)} bytes each`,
        `the generator took ${(found.cpuMs / wallMs).toFixed(2)} cores of the same machine: what it takes, the portal waits for`,
        ...found.errors.slice(0, 5),
        ...counted.wrong.slice(0, 5),
      ],
      figures: [
        { what: 'errors', value: found.errors.length, unit: '', bar: { sense: 'at most', value: 0 } },
        { what: 'time to answer, p50', value: percentile(found.answers, 0.5), unit: 'ms' },
        {
          what: 'time to answer, p99',
          value: percentile(found.answers, 0.99),
          unit: 'ms',
          bar: { sense: 'at most', value: 250 },
        },
        {
          what: 'from due time to answer, p99',
          value: percentile(found.latencies, 0.99),
          unit: 'ms',
          note: 'with what the generator was late',
        },
        {
          what: 'CPU of portal, worker and database',
          value: cores.portal + cores.worker + cores.database,
          unit: 'cores',
          bar: { sense: 'at most', value: 1 },
          note: `portal ${cores.portal.toFixed(2)}, worker ${cores.worker.toFixed(2)}, database ${cores.database.toFixed(2)}`,
        },
        { what: 'event-loop delay of the portal, p99', value: loop.p99, unit: 'ms' },
        {
          what: 'samples lost or doubled',
          value: Math.abs(whole - counted.stored),
          unit: '',
          bar: { sense: 'at most', value: 0 },
          note: `${counted.stored.toLocaleString('en-US')} counted`,
        },
        {
          what: 'machines with other samples than they sent',
          value: counted.wrong.length,
          unit: '',
          bar: { sense: 'at most', value: 0 },
          note: `all in the tables, ${Math.ceil(machines / every)} in their export`,
        },
      ],
      missing: [],
    };
  } finally {
    child.kill();
  }
}

/** Registers the machines, each with an ingest key of its own. */
async function makeAgents({ ctx }: BenchTenant, machines: number): Promise<TrickleOrder['agents']> {
  const { addMachine } = await import('../../server/machines/add-machine.ts');
  const agents: TrickleOrder['agents'] = [];
  for (let index = 0; index < machines; index += 1) {
    const identifier = `bench-${String(index).padStart(4, '0')}`;
    const { key } = await addMachine(ctx, { machine_id: identifier });
    agents.push({ identifier, key, stream: randomUUID() });
  }
  return agents;
}

/** What the child says next. */
async function heard<T>(child: ReturnType<typeof fork>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the generator ended with ${code}`);
  });
  // When it ends later, nobody waits for this any more.
  ended.catch(() => undefined);
  const [said] = await Promise.race([once(child, 'message'), ended]);
  return said as T;
}

function mapValues<K extends string>(
  record: Record<K, number>,
  change: (value: number, key: K) => number,
): Record<K, number> {
  const entries = Object.entries<number>(record) as [K, number][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value, key)])) as Record<K, number>;
}

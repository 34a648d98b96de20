import type { Findings } from '../agent/figure.ts';
import type { BenchRun } from './bench-run.ts';
import { checkExport, countSamples } from './count-samples.ts';
import { makeAgents } from './make-agents.ts';
import { makeTenant } from './make-tenant.ts';
import { percentile } from './percentile.ts';
import { readEventLoop } from './read-event-loop.ts';
import { startGenerator } from './trickle-generator.ts';
import { watchCpu } from './watch-cpu.ts';

const BATCH = 10;
/** Seconds in which the generator makes its bodies. */
const LEAD = 10;
const EXPORTED = 20;

/**
 * Many agents that sample at 1 s and deliver each 10 s: errors, time to answer, CPU of the portal with its worker and
 * database, and afterwards each machine's samples counted in the tables, and of some in their export.
 */
export async function trickle({ portal, options }: BenchRun): Promise<Findings> {
  const { machines, seconds } = options;
  const tenant = await makeTenant('trickle', portal.port);
  const agents = await makeAgents(tenant, machines);
  const order = { port: portal.port, agents, ticks: seconds, batch: BATCH, step: 1 };
  const generator = await startGenerator(order);
  try {
    const start = Math.ceil(Date.now() / 1000) + LEAD;
    const report = generator.deliver(start);
    await new Promise((resolve) => setTimeout(resolve, (start + BATCH) * 1000 - Date.now()));
    const used = watchCpu(portal);
    await readEventLoop(portal);
    const found = await report;
    const { seconds: wall, ...cpu } = used();
    const cores = { portal: cpu.portal / wall, worker: cpu.worker / wall, database: cpu.database / wall };
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
        `the generator took ${(found.cpuMs / 1000 / wall).toFixed(2)} cores of the same machine: what it takes, the portal waits for`,
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
    generator.stop();
  }
}

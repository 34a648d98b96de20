import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchTenant, makeTenant } from '../../bench/store/make-tenant.ts';
import { countLedgers } from './count-ledgers.ts';
import { openFileSender } from './file-sender.ts';
import { type Ledger, newLedger } from './ledger.ts';
import type { DrillRun, Outcome } from './outcome.ts';
import { startRealAgent } from './real-agent.ts';
import { snapshotSource } from './snapshot-source.ts';
import { openStreamSender, type StreamSender } from './stream-sender.ts';

/** Agents and uploaders at work. */
export interface Crowd {
  tenant: BenchTenant;
  /** How often the portal has said yes so far. */
  accepted: () => number;
  /** How often each answer came; 0: the line broke. */
  answers: () => Map<number, number>;
  /** Lets all of them end what they are at, and compares what they were told with what is there. */
  finish: () => Promise<Omit<Outcome, 'faults'>>;
}

const SENDERS = 3;
const MOST_SNAPSHOTS = 5;
const HOUR = 3_600_000;
const READY_WITHIN_MS = 60_000;

/**
 * Sets agents and uploaders to work on the site: agents that deliver the past hours as fast as they are let, pcc itself
 * on this host, and somebody who uploads files, at once and through the worker. They go on until `finish`.
 * @param port asked before each call: where the portal is
 * @param agentPort where pcc finds it
 * @param mayWait whether 503 with Retry-After is a right answer
 * @param queued whether files also go through the worker
 */
export async function openCrowd(
  { site, random, signal }: DrillRun,
  options: { name: string; port: () => number; agentPort: number; mayWait: boolean; queued: boolean },
): Promise<Crowd> {
  const { name, port, agentPort, mayWait, queued } = options;
  const [portal] = site.portals;
  const tenant = await makeTenant(name, portal.port);
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const add = async (machine: string) => (await addMachine(tenant.ctx, { machine_id: machine })).key;
  let working = true;
  const goesOn = () => working && !signal.aborted;

  const senders: (StreamSender & { working: Promise<void> })[] = [];
  for (let index = 1; index <= SENDERS; index += 1) {
    const machine = `${name}-${index}`;
    const sender = openStreamSender({
      ledger: newLedger(machine, 'load_1'),
      apikey: await add(machine),
      ...{ host: tenant.host, port, mayWait, signal },
    });
    const take = snapshotSource(Math.floor(Date.now() / HOUR) * HOUR - 12 * HOUR);
    const work = async () => {
      while (goesOn()) {
        const count = 1 + Math.floor(random() * MOST_SNAPSHOTS);
        await sender.deliver(Array.from({ length: count }, take));
        await sleep(random() * 40);
      }
    };
    const underWay = work();
    // A drill that fails waits for nobody.
    underWay.catch(() => {});
    senders.push({ ...sender, working: underWay });
  }
  const files = await openFileSender({
    ...{ tenant, port, mayWait, signal },
    ledger: newLedger(await register(tenant, `${name}-files`), 'mem_used'),
  });
  const sendFiles = async () => {
    while (goesOn()) {
      await files.send({ keen: random() < 0.7, queued: queued && random() < 0.4 });
      await sleep(200 + random() * 400);
    }
  };
  const sending = sendFiles();
  sending.catch(() => {});
  const machine = `${name}-pcc`;
  const agent = startRealAgent({
    ledger: newLedger(machine, 'load_1'),
    folder: site.folder,
    server: `http://127.0.0.1:${agentPort}`,
    signal,
    apikey: await add(machine),
  });
  const all: { ledger: Ledger; wrong: string[] }[] = [...senders, files, agent];
  const answers = () => {
    const sum = new Map<number, number>();
    for (const each of [...senders, files])
      for (const [status, count] of each.answers) sum.set(status, (sum.get(status) ?? 0) + count);
    return sum;
  };
  const accepted = () =>
    [...answers()].reduce((sum, [status, n]) => sum + (status >= 200 && status < 300 ? n : 0), 0);
  for (const end = Date.now() + READY_WITHIN_MS; accepted() < SENDERS * 2; await sleep(50))
    if (Date.now() > end)
      throw new Error(`Nothing is taken: ${all.flatMap(({ wrong }) => wrong)[0] ?? 'no answer'}`);

  return {
    tenant,
    accepted,
    answers,
    async finish() {
      working = false;
      await Promise.all([...senders.map((sender) => sender.working), sending]);
      await Promise.all([agent.finish(), files.settle()]);
      const counted = await countLedgers(
        tenant,
        portal.port,
        all.map(({ ledger }) => ledger),
      );
      const told = [...answers()].sort(([a], [b]) => a - b);
      return {
        ...counted,
        wrong: [...all.flatMap(({ wrong }) => wrong), ...counted.wrong],
        notes: [`answers: ${told.map(([status, count]) => `${count} × ${status || 'cut off'}`).join(', ')}`],
      };
    },
  };
}

async function register({ ctx }: BenchTenant, machine: string): Promise<string> {
  const { registerMachine } = await import('#server/machines/register-machine.ts');
  await registerMachine(ctx, { machine_id: machine });
  return machine;
}

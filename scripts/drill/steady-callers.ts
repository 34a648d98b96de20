import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchTenant } from '../../bench/store/make-tenant.ts';
import { askPortal } from './ask-portal.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { snapshotSource, type Taken } from './snapshot-source.ts';
import { openStreamSender, type StreamSender } from './stream-sender.ts';

/** Well-behaved callers of one tenant, whose answers are timed. */
export interface SteadyCallers {
  ledgers: readonly Ledger[];
  wrong: readonly string[];
  /** Lets them call for so long. @returns ms from question to answer, of each call */
  call: (ms: number) => Promise<number[]>;
}

const AGENTS = 4;
/** Of each agent between two deliveries: within what one may have. */
const PAUSE_MS = 300;
const HOUR = 3_600_000;

/** Agents that deliver three times a second, and somebody who reads as often. All must be answered at once. */
export async function openSteadyCallers(
  tenant: BenchTenant,
  port: number,
  signal: AbortSignal,
): Promise<SteadyCallers> {
  const { addMachine } = await import('#server/machines/add-machine.ts');
  const wrong: string[] = [];
  const senders: { sender: StreamSender; take: () => Taken }[] = [];
  for (let index = 1; index <= AGENTS; index += 1) {
    const machine = `steady-${index}`;
    const { key } = await addMachine(tenant.ctx, { machine_id: machine });
    const sender = openStreamSender({
      ...{ ledger: newLedger(machine, 'load_1'), host: tenant.host, apikey: key },
      ...{ port: () => port, mayWait: false, signal },
    });
    senders.push({ sender, take: snapshotSource(Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR) });
  }
  const read = async () => {
    const { status, text } = await askPortal({
      port,
      path: '/api/v1/machines/list',
      headers: tenant.headers,
    });
    if (status !== 200) wrong.push(`steady reader: ${status} ${text.slice(0, 300)}`);
  };
  const calls = [
    ...senders.map(
      ({ sender, take }) =>
        () =>
          sender.deliver([take()]),
    ),
    read,
  ];
  return {
    ledgers: senders.map(({ sender }) => sender.ledger),
    get wrong() {
      const broken = senders.flatMap(({ sender }) =>
        sender.answers.has(0)
          ? [`${sender.ledger.machine}: ${sender.answers.get(0)} calls were cut off`]
          : [],
      );
      return [...wrong, ...senders.flatMap(({ sender }) => sender.wrong), ...broken];
    },
    async call(ms) {
      const times: number[] = [];
      const end = performance.now() + ms;
      await Promise.all(
        calls.map(async (call, index) => {
          // Not all at once.
          await sleep((index * PAUSE_MS) / calls.length);
          while (performance.now() < end) {
            const began = performance.now();
            await call();
            times.push(performance.now() - began);
            await sleep(PAUSE_MS);
          }
        }),
      );
      return times;
    },
  };
}

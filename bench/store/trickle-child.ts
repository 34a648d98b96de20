// Started by trickle.ts: delivers as many agents would, and says how it was answered. A process of its own, so that its
// CPU is not counted with what it measures.
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.ts';
import { readRecording } from './read-recording.ts';
import { commonBody, deliveryBody } from './trickle-body.ts';
import { type Delivery, planDeliveries } from './trickle-plan.ts';

/** What the child is told. */
export interface TrickleOrder {
  port: number;
  agents: TrickleAgent[];
  /** Ticks that each agent delivers, in one delivery, and seconds from one to the next. */
  ticks: number;
  batch: number;
  step: number;
}

/** Who delivers; `host` is the Host header of its tenant. */
export interface TrickleAgent {
  host: string;
  identifier: string;
  key: string;
  stream: string;
}

/** What it tells: first that it is ready, then, when told to start at a Unix second, what it found. */
export type TrickleReport =
  | { ready: true }
  | {
      /** Of each delivery, from its due time to the end of its answer, in ms. */
      latencies: number[];
      /** From the start of each request. */
      answers: number[];
      errors: string[];
      bytes: number;
      cpuMs: number;
    };

/** Agents of so many different hosts: each begins at another place of the recording. */
const HOSTS = 4;

process.on('disconnect', () => process.exit());
const tell = (report: TrickleReport): void => void process.send?.(report);
process.once('message', (order: TrickleOrder) => {
  tell({ ready: true });
  process.once('message', (start: number) => void deliver(order, start));
});

async function deliver(order: TrickleOrder, start: number): Promise<void> {
  const plan = planDeliveries(order.agents.length, order.ticks, order.batch, order.step);
  const common = prepare(plan, order, start);
  if (Date.now() > (start + order.batch * order.step) * 1000)
    throw new Error('the bodies were not ready in time: give the first delivery more time');
  const before = process.cpuUsage();
  const found = { latencies: [] as number[], answers: [] as number[], errors: [] as string[], bytes: 0 };
  const running: Promise<void>[] = [];
  for (const delivery of plan) {
    const due = start * 1000 + delivery.at;
    if (due > Date.now()) await sleep(due - Date.now());
    running.push(deliverOne(order, delivery, common(delivery), due, found));
  }
  await Promise.all(running);
  const { user, system } = process.cpuUsage(before);
  tell({ ...found, cpuMs: (user + system) / 1000 });
}

/** Makes all common parts at once; answers which one a delivery has. */
function prepare(
  plan: readonly Delivery[],
  order: TrickleOrder,
  start: number,
): (delivery: Delivery) => Buffer {
  const { step } = order;
  const ticks = readRecording().filter((_, second) => second % step === 0);
  const room = ticks.length - order.ticks - order.batch;
  if (room < HOSTS) throw new Error(`the recording is too short for ${order.ticks} ticks of ${step} s`);
  const bodies = new Map<string, Buffer>();
  const keyOf = ({ machine, firstTick }: Delivery): string => `${machine % HOSTS}:${firstTick}`;
  for (const delivery of plan) {
    if (bodies.has(keyOf(delivery))) continue;
    const body = commonBody(ticks, {
      from: Math.floor(((delivery.machine % HOSTS) * room) / HOSTS) + delivery.firstTick,
      seconds: start + delivery.firstTick * step,
      step,
      count: order.batch,
      // The first delivery of an agent begins within the first batch.
      facts: delivery.firstTick <= order.batch,
    });
    bodies.set(keyOf(delivery), body);
  }
  return (delivery) => bodies.get(keyOf(delivery)) ?? Buffer.alloc(0);
}

async function deliverOne(
  { port, agents, batch, step }: TrickleOrder,
  { machine, at }: Delivery,
  common: Buffer,
  due: number,
  found: { latencies: number[]; answers: number[]; errors: string[]; bytes: number },
): Promise<void> {
  const agent = agents[machine];
  if (!agent) return;
  const { host, identifier, stream, key } = agent;
  const first_seq = (Math.floor(at / 1000 / step / batch) - 1) * batch + 1;
  const body = deliveryBody(common, { identifier, stream, first_seq });
  found.bytes += body.length;
  const began = performance.now();
  try {
    const { status, body: text } = await ask({
      port,
      path: '/api/v1/trickle',
      method: 'POST',
      headers: { host, apikey: key, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body,
    });
    const { acked_through } = JSON.parse(text.toString()) as { acked_through?: number };
    if (status !== 200 || acked_through !== first_seq + batch - 1)
      found.errors.push(`${status} ${text.toString().slice(0, 200)}`);
  } catch (error) {
    found.errors.push(String(error));
  }
  found.answers.push(performance.now() - began);
  found.latencies.push(Date.now() - due);
}

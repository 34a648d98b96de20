// Started by drills/noisy.ts: calls far more often than it may, and says how it was answered. A process of its own, so that
// the calls that are timed do not wait for it.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { askPortal } from './ask-portal.ts';
import { snapshotSource } from './snapshot-source.ts';

/** What it is told. */
export interface NoiseOrder {
  port: number;
  host: string;
  machine: string;
  apikey: string;
  /** Of a key that may read. */
  authorization: string;
  deliveriesPerSecond: number;
  readsPerSecond: number;
  ms: number;
  /** Unix ms of its first snapshot. */
  start: number;
}

export interface NoiseAnswer {
  status: number;
  /** Of the answer's Retry-After; null without. */
  retryAfter: number | null;
  /** Of the snapshot that was delivered; null of a read. */
  sample: { time: number; value: number } | null;
}

process.on('disconnect', () => process.exit());
process.once('message', (order: NoiseOrder) => {
  makeNoise(order).then((answers) => process.send?.(answers));
});

async function makeNoise(order: NoiseOrder): Promise<NoiseAnswer[]> {
  const { port, host, machine, apikey, authorization } = order;
  const answers: NoiseAnswer[] = [];
  const note = (
    { status, headers }: Awaited<ReturnType<typeof askPortal>>,
    sample: NoiseAnswer['sample'],
  ) => {
    const wait = headers['retry-after'];
    answers.push({ status, retryAfter: wait === undefined ? null : Number(wait), sample });
  };
  const read = async () =>
    note(await askPortal({ port, path: '/api/v1/machines/list', headers: { host, authorization } }), null);
  const take = snapshotSource(order.start);
  const deliver = async () => {
    const { time, value, snapshot } = take();
    // A stream of its own each: none waits for the one before it.
    const body = JSON.stringify({
      identifier: machine,
      stream: randomUUID(),
      first_seq: 1,
      snapshots: [snapshot],
    });
    const headers = { host, apikey, 'content-type': 'application/json' };
    note(await askPortal({ port, path: '/api/v1/trickle', method: 'POST', headers, body }), { time, value });
  };
  await Promise.all([
    often(deliver, order.deliveriesPerSecond, order.ms),
    often(read, order.readsPerSecond, order.ms),
  ]);
  return answers;
}

/** Calls at a steady pace, whether it is answered or not. */
async function often(call: () => Promise<void>, perSecond: number, ms: number): Promise<void> {
  const began = performance.now();
  const calls: Promise<void>[] = [];
  for (let count = 0; count < (ms / 1000) * perSecond; count += 1) {
    const due = began + (count * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    calls.push(call());
  }
  await Promise.all(calls);
}

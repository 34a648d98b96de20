import { beforeAll, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { type Followed, liveMachinesStream } from './live-machines-stream.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

const start = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const snapshots = (from: number, count: number) =>
  makeSnapshots(everyMs(start + from * 1000, count, 1000), start - 100_000);

interface Event {
  machine: string;
  cursor: string;
  time: number[];
  values: Record<string, (number | null)[]>;
}

/** Reads the events of one stream one by one. */
function follow(machines: readonly Followed[]) {
  const source = liveMachinesStream(ctx, { machines, signal: new AbortController().signal })
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  const waiting: Event[] = [];
  return {
    next: async (): Promise<Event> => {
      for (;;) {
        const event = waiting.shift();
        if (event) return event;
        const { value = '', done } = await source.read();
        if (done) throw new Error('The stream ended.');
        for (const [, data = ''] of value.matchAll(/event: samples\ndata: (.*)\n\n/g))
          waiting.push(JSON.parse(data));
      }
    },
    cancel: () => source.cancel(),
  };
}

test('each machine comes with its own cursor, and goes on after it', async () => {
  const [first, second] = [await tricklingMachine(ctx, 'one'), await tricklingMachine(ctx, 'two')];
  await first.send(1, snapshots(0, 3));
  const both = follow([first, second].map(({ id }) => ({ id, afterBatch: null })));
  const seen = await both.next();
  expect(seen).toMatchObject({ machine: first.id, time: everyMs(start, 3, 1000) });
  expect(Object.keys(seen.values)).toContain('cpu_used');
  expect(seen.values.load_1).toBeUndefined();

  await second.send(1, snapshots(0, 2));
  expect(await both.next()).toMatchObject({ machine: second.id, time: everyMs(start, 2, 1000) });
  await both.cancel();

  // The other machine's batch has a higher number than what the first delivers only now.
  await first.send(4, snapshots(3, 2));
  const again = follow([
    { id: first.id, afterBatch: BigInt(seen.cursor) },
    { id: second.id, afterBatch: 10n ** 15n },
  ]);
  const missed = await again.next();
  expect(missed).toMatchObject({ machine: first.id, time: everyMs(start + 3000, 2, 1000) });
  await first.send(6, snapshots(5, 1));
  expect(await again.next()).toMatchObject({ machine: first.id, time: [start + 5000] });
  await again.cancel();
});

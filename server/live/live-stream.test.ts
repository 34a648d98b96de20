import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { registerMachine } from '#server/machines/register-machine.ts';
import { storeTrickle } from '#server/metrics/trickle/store-trickle.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { liveStream } from './live-stream.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

/** An agent of a new machine: each call delivers one snapshot, one second after the last. */
async function agent() {
  const name = `web-${randomUUID().slice(0, 8)}`;
  const { id } = await registerMachine(ctx, { machine_id: name });
  const stream = randomUUID();
  let seq = 0;
  const began = Math.floor(Date.now() / 1000) - 20;
  const deliver = () => {
    seq += 1;
    const timestamp = began + seq;
    const records = [
      {
        timestamp,
        subsystem: '/proc/meminfo',
        measurement: `MemTotal: 1000 kB\nMemFree: 50 kB\nMemAvailable: ${seq}00 kB\nBuffers: 0 kB\nCached: 0 kB\n`,
      },
      { timestamp, subsystem: '/proc/uptime', measurement: `${1000 + seq}.00 1.00\n` },
    ];
    const body = { identifier: name, stream, first_seq: seq, snapshots: [{ records }] };
    return storeTrickle(ctx, { body, digest: Buffer.from([seq]) });
  };
  return { id, deliver };
}

/** Reads events until one is `samples` (or `end`); returns its id and times. */
function reader(machineId: string, afterBatch: bigint | null = null) {
  const abort = new AbortController();
  const source = liveStream(ctx, { machineId, afterBatch, signal: abort.signal })
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .getReader();
  return {
    next: async () => {
      for (;;) {
        const { value, done } = await source.read();
        if (done) return null;
        const [, id = '', event = '', data = ''] =
          /(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)\n\n/.exec(value) ?? [];
        if (event) return { id, event, data: JSON.parse(data) };
      }
    },
    cancel: () => source.cancel(),
    abort: () => abort.abort(),
  };
}

test('what is there comes first, then each delivery as it is stored, to every reader', async () => {
  const { id, deliver } = await agent();
  await deliver();
  const readers = [reader(id), reader(id)];
  for (const { next } of readers) expect((await next())?.data.time).toHaveLength(1);
  const other = await agent();
  await other.deliver();
  await deliver();
  for (const { next } of readers) {
    const event = await next();
    expect(event?.data.time).toHaveLength(1);
    expect(event?.data.cursor).toBe(event?.id);
    expect(event?.data.values.mem_available).toEqual([200 / 1024]);
  }
  await Promise.all(readers.map(({ cancel }) => cancel()));
});

test('a reader that was away gets what it missed, once', async () => {
  const { id, deliver } = await agent();
  await deliver();
  const first = reader(id);
  const seen = await first.next();
  await first.cancel();
  await deliver();
  await deliver();
  const again = reader(id, BigInt(seen?.id ?? 0));
  const missed = await again.next();
  expect(missed?.data.time).toHaveLength(2);
  expect(missed?.data.time).not.toContain(seen?.data.time[0]);
  await again.cancel();
});

test('a request that is gone ends its stream', async () => {
  const { id, deliver } = await agent();
  await deliver();
  const gone = reader(id);
  await gone.next();
  gone.abort();
  expect(await gone.next()).toBeNull();
});

import { readLiveMachines } from '#server/metrics/live/read-live-machines.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { eventStream } from './event-stream.ts';

/** Without a cursor, the last minutes of what is there … */
const LOOK_BACK_MS = 5 * 60_000;
/** … with one, what came after it, as far back as is drawn. */
const CATCH_UP_MS = 15 * 60_000;
/** So close to one another, deliveries of several machines are read and sent together. */
const TOGETHER_MS = 200;

/** A machine to follow, and its batch after which to go on. */
export interface Followed {
  id: string;
  afterBatch: bigint | null;
}

/**
 * The live samples of several machines over one connection: an event `samples` per machine and delivery, which names
 * the machine by its internal id. Each machine goes on after its own cursor, which its events say: batches are numbered
 * across machines, but only those of one machine become visible in the order of their numbers.
 */
export function liveMachinesStream(
  ctx: TenantContext,
  { machines, signal }: { machines: readonly Followed[]; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const now = Date.now();
  const followed = new Map(
    machines.map(({ id, afterBatch }) => [
      id,
      { cursor: afterBatch ?? 0n, since: now - (afterBatch === null ? LOOK_BACK_MS : CATCH_UP_MS) },
    ]),
  );
  let first = true;
  return eventStream(ctx, {
    machineIds: [...followed.keys()],
    signal,
    read: async (due) => {
      if (!first) await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
      first = false;
      const asked = [...due].flatMap((id) => {
        const at = followed.get(id);
        return at ? [{ id, ...at }] : [];
      });
      const { machines: found, full } = await readLiveMachines(ctx, asked);
      const events = found.map(({ id, cursor, host }) => {
        const at = followed.get(id);
        if (at) at.cursor = cursor;
        return `event: samples\ndata: ${JSON.stringify({ machine: id, cursor: String(cursor), ...host })}\n\n`;
      });
      return { events, more: full ? asked.map(({ id }) => id) : [] };
    },
  });
}

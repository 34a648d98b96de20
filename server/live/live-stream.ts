import { readLive } from '#server/metrics/live/read-live.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { eventStream } from './event-stream.ts';

/** Without a cursor, a stream begins with the last of what is there … */
const LOOK_BACK_MS = 30_000;
/** … with one, it goes on after it, as far back as the longest range that is drawn live. */
const CATCH_UP_MS = 3_600_000;

/**
 * The live samples of one machine as an event stream: an event `samples` per delivery, with the batch number as id.
 * How it ends, and what a slow reader gets: see eventStream.
 */
export function liveStream(
  ctx: TenantContext,
  input: { machineId: string; afterBatch: bigint | null; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const { machineId, signal } = input;
  const since = new Date(Date.now() - (input.afterBatch === null ? LOOK_BACK_MS : CATCH_UP_MS));
  let cursor = input.afterBatch;
  return eventStream(ctx, {
    machineIds: [machineId],
    signal,
    read: async () => {
      const { cursor: next, host } = await readLive(ctx, { machineId, afterBatch: cursor, since });
      // One read is bounded: only one that found nothing new has seen all.
      const more = next === (cursor ?? 0n) ? [] : [machineId];
      cursor = next;
      const event = `id: ${next}\nevent: samples\ndata: ${JSON.stringify({ cursor: String(next), ...host })}\n\n`;
      return { events: host.time.length > 0 ? [event] : [], more };
    },
  });
}

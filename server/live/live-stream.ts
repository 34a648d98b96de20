import { sessionIsLive } from '#server/auth/session-is-live.ts';
import { log } from '#server/log.ts';
import { onSamples } from '#server/metrics/live/listen-samples.ts';
import { readLive } from '#server/metrics/live/read-live.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

const HEARTBEAT_MS = 15_000;
/** Without a cursor, a stream begins with the last of what is there … */
const LOOK_BACK_MS = 30_000;
/** … with one, it goes on after it, as far back as the longest range that is drawn live. */
const CATCH_UP_MS = 3_600_000;

/**
 * The live samples of one machine as an event stream: an event `samples` per delivery, with the batch number as id.
 * Each heartbeat looks at the session again; when it was revoked, an event `end` closes the stream.
 * A reader that is slow gets fewer, larger events: the next read starts only when the last was taken.
 */
export function liveStream(
  ctx: TenantContext,
  input: { machineId: string; afterBatch: bigint | null; signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const since = new Date(Date.now() - (input.afterBatch === null ? LOOK_BACK_MS : CATCH_UP_MS));
  let cursor = input.afterBatch;
  let wake: () => void = () => {};
  let due = true;
  let closed = false;

  const stop = () => {
    closed = true;
    wake();
  };
  const unsubscribe = onSamples(`${ctx.tenant.id}:${input.machineId}`, () => {
    due = true;
    wake();
  });
  input.signal.addEventListener('abort', stop);

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, HEARTBEAT_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function* events(): AsyncGenerator<string> {
    yield 'retry: 2000\n\n';
    while (!closed) {
      if (due) {
        due = false;
        const { cursor: next, host } = await readLive(ctx, {
          machineId: input.machineId,
          afterBatch: cursor,
          since,
        });
        // One read is bounded: only one that found nothing new has seen all.
        due ||= next !== (cursor ?? 0n);
        cursor = next;
        if (host.time.length > 0)
          yield `id: ${next}\nevent: samples\ndata: ${JSON.stringify({ cursor: String(next), ...host })}\n\n`;
        continue;
      }
      await pause();
      if (closed || due) continue;
      if (!(await sessionIsLive(ctx))) {
        yield 'event: end\ndata: {}\n\n';
        return;
      }
      yield ': still here\n\n';
    }
  }

  const source = events();
  const finish = () => {
    unsubscribe();
    input.signal.removeEventListener('abort', stop);
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await source.next();
        if (!done) return controller.enqueue(encoder.encode(value));
        finish();
        controller.close();
      } catch (error) {
        finish();
        if (!closed) log().error({ err: error }, 'live stream failed');
        controller.error(error);
      }
    },
    cancel() {
      stop();
      finish();
    },
  });
}

import { sessionIsLive } from '#server/auth/session-is-live.ts';
import { log } from '#server/log.ts';
import { onSamples } from '#server/metrics/live/listen-samples.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

const HEARTBEAT_MS = 15_000;

interface EventSource {
  /** Internal ids of the machines whose deliveries wake it. */
  machineIds: readonly string[];
  signal: AbortSignal;
  /**
   * What is new of the machines that were heard of since the last call, all of them at first, as events; and which of
   * them may have more already.
   */
  read: (due: ReadonlySet<string>) => Promise<{ events: string[]; more: readonly string[] }>;
}

/**
 * Live events as a stream. Each heartbeat looks at the session again; when it was revoked, an event `end` closes the
 * stream. A reader that is slow gets fewer, larger events: the next read starts only when the last was taken.
 */
export function eventStream(
  ctx: TenantContext,
  { machineIds, signal, read }: EventSource,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let wake: () => void = () => {};
  let due = new Set(machineIds);
  let closed = false;

  const stop = () => {
    closed = true;
    wake();
  };
  const leave = machineIds.map((id) =>
    onSamples(`${ctx.tenant.id}:${id}`, () => {
      due.add(id);
      wake();
    }),
  );
  signal.addEventListener('abort', stop);

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
      if (due.size > 0) {
        const now = due;
        due = new Set();
        const { events, more } = await read(now);
        for (const id of more) due.add(id);
        if (events.length > 0) yield events.join('');
        continue;
      }
      await pause();
      if (closed || due.size > 0) continue;
      if (!(await sessionIsLive(ctx))) {
        yield 'event: end\ndata: {}\n\n';
        return;
      }
      yield ': still here\n\n';
    }
  }

  const source = events();
  const finish = () => {
    for (const unsubscribe of leave) unsubscribe();
    signal.removeEventListener('abort', stop);
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

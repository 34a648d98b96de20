import { eventStream } from '#server/http/event-stream.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { withUser } from '#server/http/with-caller.ts';
import { liveStream } from '#server/live/live-stream.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { liveQuery } from '../../machine-input.ts';

export const dynamic = 'force-dynamic';

/** New samples of a machine as they arrive, as server-sent events. A reconnect goes on at Last-Event-ID. */
export const GET = withUser<{ machine: string }>(open, { traffic: 'unmetered' });

async function open(ctx: TenantContext, request: Request, { machine }: { machine: string }) {
  const { after } = parseInput(liveQuery, Object.fromEntries(new URL(request.url).searchParams));
  const lastEvent = request.headers.get('last-event-id');
  const from = lastEvent && /^\d{1,19}$/.test(lastEvent) ? lastEvent : after;
  const { id } = await findMachine(ctx, machine);
  const body = liveStream(ctx, {
    machineId: id,
    afterBatch: from === undefined ? null : BigInt(from),
    signal: request.signal,
  });
  return eventStream(body);
}

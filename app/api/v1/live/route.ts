import { eventStream } from '#server/http/event-stream.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { withUser } from '#server/http/with-caller.ts';
import { liveMachinesStream } from '#server/live/live-machines-stream.ts';
import { findMachineIds } from '#server/machines/find-machine-ids.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { liveMachinesQuery } from './live-input.ts';

export const dynamic = 'force-dynamic';

/** New samples of several machines as they arrive, over one connection, as server-sent events. */
export const GET = withUser(open, { traffic: 'unmetered' });

async function open(ctx: TenantContext, request: Request) {
  const { searchParams } = new URL(request.url);
  const { machine, after } = parseInput(liveMachinesQuery, {
    machine: searchParams.getAll('machine'),
    after: searchParams.getAll('after'),
  });
  const ids = await findMachineIds(ctx, machine);
  const body = liveMachinesStream(ctx, {
    machines: ids.map((id, index) => ({ id, afterBatch: cursorOf(after[index]) })),
    signal: request.signal,
  });
  return eventStream(body);
}

const cursorOf = (text = '0'): bigint | null => (BigInt(text) === 0n ? null : BigInt(text));

import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { deleteMachine } from '#server/machines/delete-machine.ts';
import { machineChanges } from '#server/machines/machine-changes.ts';
import { showMachine } from '#server/machines/show-machine.ts';
import { updateMachine } from '#server/machines/update-machine.ts';
import { BODY_LIMITS, removal } from '../machine-input.ts';

export const dynamic = 'force-dynamic';

/** A machine by name or id, with warnings. */
export const GET = withCaller<{ machine: string }>(async (ctx, _request, { machine }) =>
  json(await showMachine(ctx, machine)),
);

/** Changes what people say of it; the answer is the machine. */
export const PATCH = withCaller<{ machine: string }>(async (ctx, request, { machine }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  return json(await updateMachine(ctx, machine, parseInput(machineChanges, value)));
});

/** Removes it with all it has; needs `?confirm=<machine_id>`. */
export const DELETE = withCaller<{ machine: string }>(async (ctx, request, { machine }) => {
  const { confirm } = parseInput(removal, Object.fromEntries(new URL(request.url).searchParams));
  await deleteMachine(ctx, machine, confirm);
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
});

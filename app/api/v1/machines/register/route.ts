import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { BODY_LIMITS, registration } from '../machine-input.ts';

export const dynamic = 'force-dynamic';

/** 201 with the machine; 200 with the same when it is there already. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { created, ...machine } = await registerMachine(ctx, parseInput(registration, value));
  return json(machine, created ? 201 : 200);
});

import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { mergeMachines } from '#server/machines/merge-machines.ts';
import { BODY_LIMITS, merging } from '../../machine-input.ts';

export const dynamic = 'force-dynamic';

/** Moves all it has to another machine and removes it; the answer is the other one. */
export const POST = withCaller<{ machine: string }>(async (ctx, request, { machine }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { into, confirm } = parseInput(merging, value);
  return json(await mergeMachines(ctx, { from: machine, into, confirm }));
});

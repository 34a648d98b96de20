import { z } from 'zod';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { registerMachine } from '#server/machines/register-machine.ts';

export const dynamic = 'force-dynamic';

const LIMITS = { wireBytes: 64 * 1024, unpackedBytes: 64 * 1024 };
const word = z.string().trim().min(1).max(255);

const body = z.object({
  machine_id: word,
  display_name: word.exactOptional(),
  tags: z.record(z.string().min(1).max(64), z.string().max(255)).exactOptional(),
  cloud_provider: word.exactOptional(),
  region: word.exactOptional(),
  instance_type: word.exactOptional(),
  hourly_cost: z.number().min(0).max(1e6).exactOptional(),
});

/** 201 with the machine; 200 with the same when it is there already. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, LIMITS);
  const { created, ...machine } = await registerMachine(ctx, parseInput(body, value));
  return json(machine, created ? 201 : 200);
});

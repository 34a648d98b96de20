import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { listApiKeys } from '#server/api-keys/list-api-keys.ts';
import { machineOfKey } from '#server/api-keys/machine-of-key.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { BODY_LIMITS, keyQuery, newKey } from './key-input.ts';

export const dynamic = 'force-dynamic';

/** All keys, without the keys themselves. */
export const GET = withCaller(async (ctx, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return json(await listApiKeys(ctx, parseInput(keyQuery, query)));
});

/** A new key; this answer is the only one that shows it. */
export const POST = withCaller(async (ctx, request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { name, scopes, machine_id, register } = parseInput(newKey, value);
  const machine = machine_id === undefined ? null : await machineOfKey(ctx, machine_id, { register });
  const { keyId, key, expiresAt } = await createApiKey(ctx, {
    ...machine,
    name,
    scopes: [...new Set(scopes)],
  });
  const expires_at = expiresAt.toISOString();
  return json({ id: keyId, key, name, scopes, machine_id: machine?.name ?? null, expires_at }, 201);
});

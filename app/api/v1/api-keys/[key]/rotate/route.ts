import { rotateApiKey } from '#server/api-keys/rotate-api-key.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { keyIdPart } from '../../key-input.ts';

export const dynamic = 'force-dynamic';

/** The key that replaces this one; the same again until it is used. */
export const POST = withCaller<{ key: string }>(async (ctx, _request, { key: part }) => {
  const old = keyIdPart(part);
  const { keyId, key, expiresAt } = await rotateApiKey(ctx, old);
  return json({ id: keyId, key, replaces: old, expires_at: expiresAt.toISOString() });
});

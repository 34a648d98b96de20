import { revokeApiKey } from '#server/api-keys/revoke-api-key.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { keyIdPart } from '../key-input.ts';

export const dynamic = 'force-dynamic';

/** Revokes a key at once. */
export const DELETE = withCaller<{ key: string }>(async (ctx, _request, { key }) => {
  await revokeApiKey(ctx, keyIdPart(key));
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
});

import { refreshTokens } from '#server/auth/tokens/refresh-tokens.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withAnyone } from '#server/http/with-anyone.ts';
import { BODY_LIMITS, refreshInput } from '../token-input.ts';

export const dynamic = 'force-dynamic';

/** New tokens for a refresh token, which is good for one use. */
export const POST = withAnyone(async (request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { refresh } = parseInput(refreshInput, value);
  return json(await refreshTokens(refresh, request.headers.get('host')));
});

import { signOut } from '#server/auth/sign-out.ts';
import { createTokens } from '#server/auth/tokens/create-tokens.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withAnyone } from '#server/http/with-anyone.ts';
import { withUser } from '#server/http/with-caller.ts';
import { BODY_LIMITS, credentials } from '../token-input.ts';

export const dynamic = 'force-dynamic';

/** An access and a refresh token for e-mail and password. */
export const POST = withAnyone(async (request) => {
  const { value } = await readJson(request, BODY_LIMITS);
  const { headers } = request;
  const tokens = await createTokens({
    ...parseInput(credentials, value),
    host: headers.get('host'),
    address: clientAddress(headers),
    userAgent: headers.get('user-agent'),
  });
  return json(tokens);
});

/** Ends the session: its access and refresh tokens are worth nothing from now on. */
export const DELETE = withUser(async (ctx) => {
  await signOut(ctx);
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
});

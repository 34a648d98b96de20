import { controlPool } from '#server/db/control.ts';
import { contextFromClaims } from '../context-from-claims.ts';
import { endSession } from '../end-session.ts';
import { issueTokens, type TokenPair } from './issue-tokens.ts';
import { invalidToken, readToken } from './read-token.ts';
import { siteOfToken } from './site-of-token.ts';
import { type TokenUser, tokenUser } from './token-user.ts';

/**
 * New tokens for a refresh token, which is used up by it. One that was used before is in two hands, nobody knows
 * whose: its session ends (RFC 9700 §4.14.2).
 * @throws AppError INVALID_TOKEN, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function refreshTokens(
  refresh: string,
  host: string | null,
): Promise<TokenPair & { user: TokenUser }> {
  const claims = await readToken('refresh', refresh);
  const site = await siteOfToken(claims.tenantId, host);
  const user = tokenUser(await contextFromClaims(claims, site));
  // The condition makes one of two requests at once the first.
  const { rowCount } = await controlPool().query(
    'UPDATE session SET refresh_number = refresh_number + 1 WHERE id = $1 AND refresh_number = $2',
    [claims.sessionId, claims.number],
  );
  if (rowCount !== 1) {
    await endSession(claims.sessionId);
    throw invalidToken();
  }
  return { ...(await issueTokens(claims, claims.number + 1)), user };
}

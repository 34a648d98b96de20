import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { contextFromClaims } from '../context-from-claims.ts';
import { signIn } from '../sign-in.ts';
import { issueTokens, type TokenPair } from './issue-tokens.ts';
import { type TokenUser, tokenUser } from './token-user.ts';

/**
 * Signs a member in to the tenant whose host was asked, with tokens in place of a cookie. The session is one as any
 * other: revoking its row ends both tokens.
 * @throws AppError INVALID_CREDENTIALS, RATE_LIMITED, UNKNOWN_TENANT, TENANT_SUSPENDED
 */
export async function createTokens(
  input: Parameters<typeof signIn>[0],
): Promise<TokenPair & { user: TokenUser }> {
  const claims = await signIn(input);
  const ctx = await contextFromClaims(claims, await siteFromHost(input.host));
  return { ...(await issueTokens(claims, 0)), user: tokenUser(ctx) };
}

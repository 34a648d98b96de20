import { SESSION_SECONDS, type SessionClaims } from '../start-session.ts';
import { signToken } from './sign-token.ts';
import { ACCESS_SECONDS } from './token-claims.ts';

/** A pair of tokens, as the API answers it. */
export interface TokenPair {
  access: string;
  refresh: string;
  token_type: 'Bearer';
  /** Seconds until `access` expires. */
  expires_in: number;
}

/** Tokens that name a session; `number` counts the uses of its refresh tokens. */
export async function issueTokens(session: SessionClaims, number: number): Promise<TokenPair> {
  const { sessionId, tenantId, userId } = session;
  const claims = { sessionId, tenantId, userId, number };
  return {
    access: await signToken('access', claims, ACCESS_SECONDS),
    // At most as long as the session, whose row ends it.
    refresh: await signToken('refresh', claims, SESSION_SECONDS),
    token_type: 'Bearer',
    expires_in: ACCESS_SECONDS,
  };
}

import { SignJWT } from 'jose';
import { deriveSecret } from '#server/secrets.ts';
import { audienceOf, type TokenClaims, type TokenUse } from './token-claims.ts';

/**
 * A signed token: JWT (RFC 7519), HMAC-SHA-256 under a secret derived for tokens.
 * @param seconds how long it is good
 */
export async function signToken(use: TokenUse, claims: TokenClaims, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(audienceOf(use))
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(deriveSecret('token'));
}

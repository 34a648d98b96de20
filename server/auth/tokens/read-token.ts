import { errors, type JWTPayload, jwtVerify } from 'jose';
import { AppError } from '#server/errors.ts';
import { deriveSecret } from '#server/secrets.ts';
import { audienceOf, type TokenClaims, type TokenUse, tokenClaims } from './token-claims.ts';

/**
 * The claims of a token that we signed for this use and that has not expired. The algorithm is ours, whatever the
 * token's header says (RFC 8725 §3.1).
 * @throws AppError INVALID_TOKEN, with `details.expired` when only the time is over
 */
export async function readToken(use: TokenUse, token: string): Promise<TokenClaims> {
  const secret = deriveSecret('token');
  let payload: JWTPayload;
  try {
    ({ payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: audienceOf(use),
      requiredClaims: ['exp'],
    }));
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new AppError(
        'INVALID_TOKEN',
        use === 'access'
          ? 'This token has expired: get a new one with the refresh token.'
          : 'This token has expired: sign in again.',
        { expired: true },
      );
    throw invalidToken({ cause });
  }
  const claims = tokenClaims.safeParse(payload);
  if (!claims.success) throw invalidToken({ cause: claims.error });
  return claims.data;
}

/** Forged, foreign, revoked: one and the same answer. */
export const invalidToken = (options: ErrorOptions = {}): AppError =>
  new AppError('INVALID_TOKEN', 'This token is not valid here: sign in again.', {}, options);

import { encode } from 'next-auth/jwt';
import { sessionCookieName, sessionSecret } from '#server/auth/session-cookie.ts';
import type { SessionClaims } from '#server/auth/start-session.ts';

/** Request headers as a browser with this session sends them to `host`. */
export async function headersOf(claims: SessionClaims, host: string): Promise<Headers> {
  const token = await encode({ token: { ...claims }, secret: sessionSecret() });
  return new Headers({ host, cookie: `theme=dark; ${sessionCookieName()}=${token}` });
}

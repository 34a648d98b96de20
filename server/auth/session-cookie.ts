import { decode } from 'next-auth/jwt';
import { env } from '#server/env.ts';
import { deriveSecret } from '#server/secrets.ts';

/** Cookies are Secure when the portal is served by https. */
export const secureCookies = (): boolean => env().PUBLIC_URL.startsWith('https:');

/** Host-only: no Domain attribute, and over https the prefix that makes browsers insist on it. */
export const sessionCookieName = (): string =>
  secureCookies() ? '__Host-perfanalysis.session' : 'perfanalysis.session';

/** Key of the encrypted session cookie. */
export const sessionSecret = (): string => deriveSecret('session').toString('base64url');

/** The claims in a request's session cookie; null when there is none or it was not made by us. */
export async function readSessionCookie(headers: Headers): Promise<unknown> {
  const prefix = `${sessionCookieName()}=`;
  const pair = headers
    .get('cookie')
    ?.split('; ')
    .find((part) => part.startsWith(prefix));
  if (!pair) return null;
  try {
    return await decode({ token: pair.slice(prefix.length), secret: sessionSecret() });
  } catch {
    return null;
  }
}

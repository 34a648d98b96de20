import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { AppError } from '#server/errors.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { log } from '#server/log.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { contextFromClaims } from './context-from-claims.ts';
import { endSession } from './end-session.ts';
import { readSessionCookie, secureCookies, sessionCookieName, sessionSecret } from './session-cookie.ts';
import { SESSION_SECONDS, signIn } from './sign-in.ts';

/**
 * next-auth for one request: which tenant's portal it is follows from the request's Host header.
 * The cookie is an encrypted JWT that only names a session row; the row is looked at each time.
 */
export function nextAuthOptions(headers: Headers): NextAuthOptions {
  const liveClaims = async () => {
    const claims = await readSessionCookie(headers);
    const ctx = await contextFromClaims(claims, await siteFromHost(headers.get('host')));
    return ctx?.actor.kind === 'user'
      ? { claims: claims as Record<string, unknown>, actor: ctx.actor }
      : null;
  };
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    useSecureCookies: secureCookies(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies() },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials) => authorize(credentials, headers),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, ...user } : token),
      session: async ({ session }) => {
        const live = await liveClaims();
        // Empty user and past expiry: what next-auth's client takes for "signed out".
        if (!live) return { ...session, user: {}, expires: new Date(0).toISOString() };
        return { ...session, user: { name: live.actor.name, email: live.actor.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sessionId === 'string') await endSession(token.sessionId);
      },
    },
    logger: {
      error: (code, metadata) => log().warn({ code, err: metadata }, 'sign-in failed'),
      warn: (code) => log().debug({ code }, 'next-auth warning'),
      debug: () => {},
    },
  };
}

async function authorize(credentials: Record<string, string> | undefined, headers: Headers) {
  try {
    const claims = await signIn({
      host: headers.get('host'),
      email: String(credentials?.email ?? ''),
      password: String(credentials?.password ?? ''),
      address: clientAddress(headers),
      userAgent: headers.get('user-agent'),
    });
    return { id: claims.userId, ...claims };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'INVALID_CREDENTIALS') return null;
    // next-auth hands the message of a thrown error to the sign-in page as its `error`.
    const wait = error.details.retry_after;
    throw new Error(wait === undefined ? error.code : `${error.code}:${wait}`, { cause: error });
  }
}

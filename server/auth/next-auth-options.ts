import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { AppError } from '#server/errors.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { log } from '#server/log.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { contextFromClaims } from './context-from-claims.ts';
import { contextFromSession } from './context-from-session.ts';
import { endSession } from './end-session.ts';
import { oidcProvider } from './oidc/oidc-provider.ts';
import { oidcSettings } from './oidc/oidc-settings.ts';
import { signInByIdentity } from './oidc/sign-in-by-identity.ts';
import { readSessionCookie, secureCookies, sessionCookieName, sessionSecret } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { SESSION_SECONDS, type SessionClaims } from './start-session.ts';

/**
 * next-auth for one request: which tenant's portal it is follows from the request's Host header.
 * The cookie is an encrypted JWT that only names a session row; the row is looked at each time.
 */
export function nextAuthOptions(headers: Headers): NextAuthOptions {
  const oidc = oidcSettings();
  // The options are made anew for each request: what it signs in, is kept here between two callbacks.
  let entered: SessionClaims | null = null;
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
        credentials: { email: { type: 'email' }, password: { type: 'password' }, otp: { type: 'text' } },
        authorize: (credentials) => authorize(credentials, headers),
      }),
      ...(oidc ? [oidcProvider(oidc)] : []),
    ],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.provider !== 'oidc') return true;
        if (!oidc) return false;
        try {
          entered = await signInByIdentity({ ...caller(headers), issuer: oidc.issuer, claims: profile });
          return true;
        } catch (error) {
          if (error instanceof AppError) return `/sign-in?error=OIDC:${error.code}`;
          log().error({ err: error }, 'sign-in failed');
          return '/sign-in?error=OIDC:INTERNAL';
        }
      },
      jwt: ({ token, user }) => (user ? { ...token, ...(entered ?? user) } : token),
      session: async ({ session }) => {
        const live = await liveClaims();
        // Empty user and past expiry: what next-auth's client takes for "signed out".
        if (!live) return { ...session, user: {}, expires: new Date(0).toISOString() };
        return { ...session, user: { name: live.actor.name, email: live.actor.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const ctx = await contextFromSession(headers);
        if (ctx) await signOut(ctx);
        // Of a suspended portal, or of somebody who is no member any more: it ends all the same.
        else if (typeof token?.sessionId === 'string') await endSession(token.sessionId);
      },
    },
    logger: {
      // Not the error itself: one of a provider carries the codes and secrets of the exchange.
      error: (code, metadata) => log().warn({ code, why: reasonOf(metadata) }, 'sign-in failed'),
      warn: (code) => log().debug({ code }, 'next-auth warning'),
      debug: () => {},
    },
  };
}

const caller = (headers: Headers) => ({
  host: headers.get('host'),
  address: clientAddress(headers),
  userAgent: headers.get('user-agent'),
});

function reasonOf(metadata: unknown): string {
  const inner = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | null)?.error;
  return inner instanceof Error ? inner.message.slice(0, 300) : 'unknown';
}

async function authorize(credentials: Record<string, string> | undefined, headers: Headers) {
  const otp = credentials?.otp;
  try {
    const claims = await signIn({
      ...caller(headers),
      email: String(credentials?.email ?? ''),
      password: String(credentials?.password ?? ''),
      // A form sends what it does not have as an empty text.
      ...(otp !== undefined && otp !== '' && { otp: String(otp) }),
    });
    return { id: claims.userId, ...claims };
  } catch (error) {
    if (!(error instanceof AppError)) {
      // Its message would be shown in the address.
      log().error({ err: error }, 'sign-in failed');
      throw new Error('INTERNAL', { cause: error });
    }
    const more = error.details.otp ?? error.details.retry_after;
    if (error.code === 'INVALID_CREDENTIALS' && more === undefined) return null;
    // next-auth hands the message of a thrown error to the sign-in page as its `error`.
    throw new Error(more === undefined ? error.code : `${error.code}:${more}`, { cause: error });
  }
}

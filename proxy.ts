import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#server/env.ts';
import { contentSecurityPolicy } from '#server/http/content-security-policy.ts';
import { resolveHost } from '#server/tenancy/resolve-host.ts';

const POLICY = 'Content-Security-Policy';

/**
 * Routing and the pages' policy only: shows a tenant's host the pages under /t/<tenant>. Who may see what is decided
 * by the pages, which look at the Host header themselves; without this file nothing more would open.
 */
export function proxy(request: NextRequest): NextResponse {
  const { BASE_DOMAIN, PUBLIC_URL, UPLOADTHING_TOKEN } = env();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({
    nonce,
    https: PUBLIC_URL.startsWith('https:'),
    cloud: UPLOADTHING_TOKEN !== undefined,
  });
  // Next puts the nonce of the request's policy on its own scripts; app/layout.tsx reads x-nonce for the one of ours.
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set(POLICY, policy);
  const response = showSite(request, resolveHost(headers.get('host'), BASE_DOMAIN), headers);
  response.headers.set(POLICY, policy);
  return response;
}

function showSite(request: NextRequest, target: ReturnType<typeof resolveHost>, headers: Headers) {
  if (target.kind === 'apex') return NextResponse.next({ request: { headers } });
  const folder = target.kind === 'tenant' ? target.slug : target.kind === 'domain' ? target.host : '_';
  const url = request.nextUrl.clone();
  url.pathname = `/t/${encodeURIComponent(folder)}${url.pathname === '/' ? '' : url.pathname}`;
  return NextResponse.rewrite(url, { request: { headers } });
}

export const config = {
  // Handlers under /api and /v1 resolve the host themselves (and a proxy would cut bodies over 10 MB).
  matcher: ['/((?!api/|v1/|metrics$|_next/static/|icon\\.svg|favicon\\.ico|install\\.sh).*)'],
};

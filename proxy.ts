import { type NextRequest, NextResponse } from 'next/server';
import { env } from '#server/env.ts';
import { resolveHost } from '#server/tenancy/resolve-host.ts';

/**
 * Routing only: shows a tenant's host the pages under /t/<tenant>. Who may see what is decided by the pages, which
 * look at the Host header themselves; without this file nothing more would open.
 */
export function proxy(request: NextRequest): NextResponse {
  const target = resolveHost(request.headers.get('host'), env().BASE_DOMAIN);
  if (target.kind === 'apex') return NextResponse.next();
  const folder = target.kind === 'tenant' ? target.slug : target.kind === 'domain' ? target.host : '_';
  const url = request.nextUrl.clone();
  url.pathname = `/t/${encodeURIComponent(folder)}${url.pathname === '/' ? '' : url.pathname}`;
  return NextResponse.rewrite(url);
}

export const config = {
  // Handlers under /api and /v1 resolve the host themselves (and a proxy would cut bodies over 10 MB).
  matcher: ['/((?!api/|v1/|_next/|icon\\.svg|favicon\\.ico|install\\.sh).*)'],
};

import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { checkWayBack } from '#server/auth/check-way-back.ts';
import { nextAuthOptions } from '#server/auth/next-auth-options.ts';
import { AppError } from '#server/errors.ts';
import { readBody } from '#server/http/read-body.ts';
import { toResponse } from '#server/http/to-response.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

const FORM_BYTES = 16 * 1024;

/** What a form, or JSON, names to go back to. */
function wayBackIn(body: string, type: string | null): unknown {
  if (!type?.includes('application/json')) return new URLSearchParams(body).get('callbackUrl');
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'callbackUrl' in value ? value.callbackUrl : null;
  } catch {
    throw new AppError('INVALID_JSON', 'The body is not JSON.');
  }
}

/** next-auth, on tenants' hosts only: it builds URLs from the Host header, so an unknown one ends here. */
async function handler(request: NextRequest, route: { params: Promise<{ nextauth: string[] }> }) {
  try {
    const site = await siteFromHost(request.headers.get('host'));
    if (site.kind !== 'tenant')
      throw new AppError('UNKNOWN_TENANT', 'There is no portal under this address.');
    const body =
      request.method === 'POST'
        ? await readBody(request, { wireBytes: FORM_BYTES, unpackedBytes: FORM_BYTES })
        : null;
    checkWayBack(request.nextUrl.searchParams.get('callbackUrl'));
    for (const { name, value } of request.cookies.getAll())
      if (name.endsWith('next-auth.callback-url')) checkWayBack(value);
    if (body) checkWayBack(wayBackIn(body.toString(), request.headers.get('content-type')));
    const checked = new NextRequest(request.url, {
      method: request.method,
      headers: request.headers,
      body: body && new Uint8Array(body),
    });
    return await NextAuth(checked, route, nextAuthOptions(request.headers));
  } catch (error) {
    return toResponse(error);
  }
}

export { handler as GET, handler as POST };

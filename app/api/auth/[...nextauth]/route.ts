import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { nextAuthOptions } from '#server/auth/next-auth-options.ts';
import { AppError } from '#server/errors.ts';
import { readBody } from '#server/http/read-body.ts';
import { toResponse } from '#server/http/to-response.ts';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';

const FORM_BYTES = 16 * 1024;

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

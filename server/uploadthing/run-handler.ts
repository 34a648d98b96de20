import { NextRequest } from 'next/server';
import { createRouteHandler } from 'uploadthing/next';
import type { RouteHandlerConfig } from 'uploadthing/types';
import type { TenantContext } from '#server/tenancy/context.ts';
import { announceFiles } from './announce-files.ts';
import { fileRouter } from './file-router.ts';
import { uploadToken } from './upload-token.ts';
import { uploadUrls } from './upload-urls.ts';

/** What the handler answered, and what it would have told the ingest server about a finished file. */
export interface HandlerAnswer {
  response: Response;
  serverData: unknown;
}

/**
 * Lets UploadThing's own handler answer `request` for the caller. It talks to an ingest server on the way; without its
 * cloud, that is this function. A handler is made for each request: the one thing it must know is who asks.
 * @throws AppError when the files could not be announced
 */
export async function runHandler(
  ctx: TenantContext,
  request: Request,
  daemon: 'await' | 'void' = 'await',
): Promise<HandlerAnswer> {
  const { token, inCloud } = uploadToken(ctx.tenant.id);
  const { handler, ingest } = uploadUrls(request);
  let failure: { cause: unknown } | null = null;
  let serverData: unknown = null;

  const callIngest: NonNullable<RouteHandlerConfig['fetch']> = async (input, init) => {
    const call = new Request(input as RequestInfo, init as RequestInit);
    const { pathname } = new URL(call.url);
    if (pathname.endsWith('/route-metadata'))
      try {
        await announceFiles(ctx, await call.json());
      } catch (cause) {
        // The handler would give out links all the same.
        failure = { cause };
        return Response.json({ ok: false }, { status: 400 });
      }
    else if (pathname.endsWith('/callback-result'))
      serverData = ((await call.json()) as { callbackData: unknown }).callbackData;
    return inCloud ? fetch(input as RequestInfo, init as RequestInit) : Response.json({ ok: true });
  };

  const { GET, POST } = createRouteHandler({
    router: fileRouter(ctx, inCloud),
    config: {
      token,
      isDev: false,
      callbackUrl: handler,
      ...(!inCloud && { ingestUrl: ingest }),
      fetch: callIngest,
      handleDaemonPromise: daemon,
      // It would write the signed links into the log.
      logLevel: 'None',
    },
  });
  const answer = request.method === 'GET' ? GET : POST;
  const response = await answer(new NextRequest(request));
  if (failure !== null) throw (failure as { cause: unknown }).cause;
  return { response, serverData };
}

import { readBody } from '#server/http/read-body.ts';
import { toResponse } from '#server/http/to-response.ts';
import { withUser } from '#server/http/with-caller.ts';
import { requireScope } from '#server/tenancy/context.ts';
import { takeCallback } from '#server/uploadthing/cloud/take-callback.ts';
import { runHandler } from '#server/uploadthing/run-handler.ts';

const LIMITS = { wireBytes: 65_536, unpackedBytes: 65_536 };

export const GET = withUser(async (ctx, request) => {
  requireScope(ctx, 'write');
  return (await runHandler(ctx, request)).response;
});

const announce = withUser(async (ctx, request) => {
  requireScope(ctx, 'write');
  const body = new Uint8Array(await readBody(request, LIMITS));
  const { url, method, headers } = request;
  return (await runHandler(ctx, new Request(url, { method, headers, body }))).response;
});

export const POST: typeof announce = async (request, route) =>
  request.headers.has('uploadthing-hook')
    ? takeCallback(request).catch(toResponse)
    : announce(request, route);

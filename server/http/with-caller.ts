import { checkOrigin } from '#server/auth/check-origin.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { contextFromSession } from '#server/auth/context-from-session.ts';
import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { toResponse } from './to-response.ts';

type Handler<Params> = (ctx: TenantContext, request: Request, params: Params) => Promise<Response>;
type Route<Params> = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

/** The API key of a request: `Authorization: Bearer pmk_…` or the header `apikey`. Never from a URL. */
function keyOf(request: Request): string | null {
  const header = request.headers.get('apikey');
  if (header !== null) return header.trim();
  const match = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '');
  return match?.[1] ?? null;
}

async function callerByKey(request: Request): Promise<TenantContext | null> {
  const key = keyOf(request);
  return key === null ? null : contextFromKey(key, request.headers.get('host'));
}

async function callerBySession(request: Request): Promise<TenantContext | null> {
  const ctx = await contextFromSession(request.headers);
  if (ctx) checkOrigin(request);
  return ctx;
}

const route =
  <Params>(
    find: (request: Request) => Promise<TenantContext | null>,
    missing: string,
    handler: Handler<Params>,
  ): Route<Params> =>
  async (request, { params }) => {
    try {
      const ctx = await find(request);
      if (!ctx) throw new AppError('UNAUTHENTICATED', missing);
      return await handler(ctx, request, await params);
    } catch (error) {
      return toResponse(error);
    }
  };

/** A route for agents and scripts. */
export const withApiKey = <Params = object>(handler: Handler<Params>): Route<Params> =>
  route(callerByKey, 'Send an API key in the header "apikey" or as "Authorization: Bearer pmk_…".', handler);

/** A route for signed-in members. */
export const withUser = <Params = object>(handler: Handler<Params>): Route<Params> =>
  route(callerBySession, 'Sign in first.', handler);

/** A route for both; a key, when sent, is what counts. */
export const withCaller = <Params = object>(handler: Handler<Params>): Route<Params> =>
  route(
    async (request) => (await callerByKey(request)) ?? (await callerBySession(request)),
    'Sign in, or send an API key as "Authorization: Bearer pmk_…".',
    handler,
  );

import { checkOrigin } from '#server/auth/check-origin.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { contextFromSession } from '#server/auth/context-from-session.ts';
import { contextFromToken } from '#server/auth/tokens/context-from-token.ts';
import { AppError } from '#server/errors.ts';
import { limitCaller } from '#server/rate-limits/limit-caller.ts';
import { noteRefusal } from '#server/rate-limits/note-refusal.ts';
import type { Traffic } from '#server/rate-limits/traffic.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { answer } from './answer.ts';
import { clientAddress } from './client-address.ts';
import { noteTenant } from './request-scope.ts';

const SAFE = new Set(['GET', 'HEAD']);

type Handler<Params> = (ctx: TenantContext, request: Request, params: Params) => Promise<Response>;
type Route<Params> = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

/** What `Authorization: Bearer …` carries. Never from a URL. */
const bearerOf = (request: Request): string | null =>
  /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** The API key of a request: `Authorization: Bearer pmk_…` or the header `apikey`. */
const keyOf = (request: Request): string | null => request.headers.get('apikey')?.trim() ?? bearerOf(request);

/** The access token of a request, known from an API key by its dots. */
function tokenOf(request: Request): string | null {
  const bearer = bearerOf(request);
  return bearer !== null && bearer.split('.').length === 3 ? bearer : null;
}

async function callerByKey(request: Request): Promise<TenantContext | null> {
  const key = keyOf(request);
  return key === null
    ? null
    : contextFromKey(key, request.headers.get('host'), clientAddress(request.headers));
}

/** By token or cookie. A browser sends no token of its own accord, so its origin does not matter. */
async function callerByUser(request: Request): Promise<TenantContext | null> {
  const token = tokenOf(request);
  if (token === null) return callerBySession(request);
  const ctx = await contextFromToken(token, request.headers.get('host'));
  return { ...ctx, address: clientAddress(request.headers) };
}

async function callerByAny(request: Request): Promise<TenantContext | null> {
  const byToken = tokenOf(request) !== null && !request.headers.has('apikey');
  return (byToken ? null : await callerByKey(request)) ?? callerByUser(request);
}

async function callerBySession(request: Request): Promise<TenantContext | null> {
  const ctx = await contextFromSession(request.headers);
  if (ctx) checkOrigin(request);
  return ctx;
}

interface RouteOptions {
  /** How a call counts; without it by its method. `unmetered` is for what stays open, as a live stream. */
  traffic?: Traffic | 'unmetered';
}

const route =
  <Params>(
    find: (request: Request) => Promise<TenantContext | null>,
    missing: string,
    handler: Handler<Params>,
    { traffic }: RouteOptions = {},
  ): Route<Params> =>
  (request, { params }) =>
    answer(request, async (headers) => {
      const ctx = await find(request);
      if (!ctx) throw new AppError('UNAUTHENTICATED', missing);
      noteTenant(ctx.tenant.id);
      const counts = traffic ?? (SAFE.has(request.method) ? 'read' : 'write');
      if (counts !== 'unmetered')
        await limitCaller(ctx, counts, headers).catch((error: unknown) => {
          noteRefusal(request, error, headers.get('RateLimit-Limit') ?? '');
          throw error;
        });
      return handler(ctx, request, await params);
    });

/** A route for agents: what they post counts as deliveries. */
export const withApiKey = <Params = object>(handler: Handler<Params>): Route<Params> => {
  const missing = 'Send an API key in the header "apikey" or as "Authorization: Bearer pmk_…".';
  const asked = route(callerByKey, missing, handler);
  const delivered = route(callerByKey, missing, handler, { traffic: 'delivery' });
  return (request, more) => (request.method === 'POST' ? delivered : asked)(request, more);
};

/** A route for signed-in members, by session cookie or access token. */
export const withUser = <Params = object>(
  handler: Handler<Params>,
  options: RouteOptions = {},
): Route<Params> => route(callerByUser, 'Sign in first.', handler, options);

/** A route for both; a key, when sent, is what counts. */
export const withCaller = <Params = object>(
  handler: Handler<Params>,
  options: RouteOptions = {},
): Route<Params> =>
  route(
    callerByAny,
    'Sign in, or send an API key or access token as "Authorization: Bearer …".',
    handler,
    options,
  );

import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { ZodError } from 'zod';
import { checkOrigin } from '#server/auth/check-origin.ts';
import { AppError } from '#server/errors.ts';
import { explainOutage } from '#server/explain-outage.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { noteTenant } from '#server/http/request-scope.ts';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { answers } from './transformer.ts';

/** What a call brings. */
export interface TrpcContext {
  headers: Headers;
  /** Who is signed in: asked when a procedure needs it, and looked up once for all calls of a request. */
  caller: () => Promise<TenantContext | null>;
  method: string;
  url: string;
}

const STATUS_CODE = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
} as const;

const trpc = initTRPC.context<TrpcContext>().create({
  transformer: { input: superjson, output: answers },
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message:
      error.cause instanceof AppError || error.cause instanceof ZodError
        ? error.message
        : 'Something went wrong on our side.',
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      errorCode: error.cause instanceof AppError ? error.cause.code : null,
      details: error.cause instanceof AppError ? error.cause.details : null,
    },
  }),
});

export const { router, createCallerFactory } = trpc;

/**
 * The one mapping of errors for tRPC: AppError keeps its words, anything else is logged; of an outage is told when to
 * come again, the rest is hidden.
 */
const mapErrors = trpc.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (!(cause instanceof AppError) && result.error.code === 'INTERNAL_SERVER_ERROR')
    log().error({ err: cause ?? result.error, path }, 'call failed');
  const told = cause instanceof AppError ? cause : explainOutage(cause);
  if (!told) return result;
  throw new TRPCError({
    code: STATUS_CODE[told.status as keyof typeof STATUS_CODE],
    message: told.message,
    cause: told,
  });
});

/** Open to everybody; for what must work before signing in. Mutations still need our own Origin. */
export const publicProcedure = trpc.procedure.use(mapErrors).use(({ ctx, type, next }) => {
  if (type === 'mutation') checkOrigin(new Request(ctx.url, { method: 'POST', headers: ctx.headers }));
  return next({
    ctx: { host: ctx.headers.get('host'), address: clientAddress(ctx.headers) },
  });
});

/** For signed-in members: `ctx.tenant` is the TenantContext for verbs. */
export const tenantProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const tenant = await ctx.caller();
  if (!tenant) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  noteTenant(tenant.tenant.id);
  return next({ ctx: { tenant } });
});

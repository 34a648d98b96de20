import { randomUUID } from 'node:crypto';
import { AppError } from '#server/errors.ts';
import { explainOutage } from '#server/explain-outage.ts';
import { log } from '#server/log.ts';
import { currentRequestId } from './request-scope.ts';

/** JSON with a status; nothing an API answers is kept by caches. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });

/**
 * The one mapping of errors to HTTP. What the caller can mend is told in full, and so is when to come again after an
 * outage; anything else is a fixed text. What is our trouble is logged once, with the request id that the caller sees.
 */
export function toResponse(error: unknown): Response {
  const requestId = currentRequestId() ?? randomUUID();
  const named = { 'X-Request-Id': requestId };
  if (!(error instanceof AppError)) log().error({ err: error, requestId }, 'request failed');
  const told = error instanceof AppError ? error : explainOutage(error);
  if (told) {
    const body = {
      status: 'error',
      error_code: told.code,
      message: told.message,
      details: told.details,
      request_id: requestId,
    };
    const wait = told.details.retry_after;
    return json(body, told.status, {
      ...named,
      ...(wait !== undefined && { 'Retry-After': String(wait) }),
    });
  }
  return json(
    {
      status: 'error',
      error_code: 'INTERNAL',
      message: 'Something went wrong on our side. Try again; if it stays, tell us the request id.',
      details: {},
      request_id: requestId,
    },
    500,
    named,
  );
}

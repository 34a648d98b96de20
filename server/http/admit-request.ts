import type { IncomingMessage } from 'node:http';
import { checkTarget } from './check-target.ts';
import { requestId } from './request-id.ts';

/** Why a request is turned away at the door; null when it may come in. */
export type Refusal = { status: number; message: string } | null;

const FORWARDED = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
];

/**
 * Makes a request's own headers trustworthy before anything reads them: exactly one Host; a path
 * that can be read; the forwarding headers
 * come from our own proxy (`trustProxy`) or not at all. Afterwards `host` is the name the browser asked for,
 * `x-forwarded-for` begins with the caller's address, and `x-request-id` names the request: by our proxy's word, or
 * by a new one.
 */
export function admitRequest(request: IncomingMessage, trustProxy: boolean): Refusal {
  const { headers } = request;
  headers['x-request-id'] = requestId(trustProxy ? headers['x-request-id'] : null);
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1)
    return { status: 400, message: `A request has one Host header; this one has ${hosts.length}.` };
  const fault = checkTarget(request);
  if (fault !== null) return { status: 400, message: fault };
  const forwardedHost = headers['x-forwarded-host'];
  const forwardedProto = headers['x-forwarded-proto'];
  const forwardedFor = headers['x-forwarded-for'];
  for (const name of FORWARDED) delete headers[name];
  headers['x-forwarded-for'] = request.socket.remoteAddress ?? 'unknown';
  if (trustProxy) {
    if (typeof forwardedHost === 'string') headers.host = forwardedHost;
    // The last entry is the one our proxy wrote; those before it are what the client claims.
    const nearest = String(forwardedFor ?? '')
      .split(',')
      .at(-1)
      ?.trim();
    if (nearest) headers['x-forwarded-for'] = nearest;
    if (forwardedProto === 'http' || forwardedProto === 'https')
      headers['x-forwarded-proto'] = forwardedProto;
  }
  return null;
}

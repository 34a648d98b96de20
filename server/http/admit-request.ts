import type { IncomingMessage } from 'node:http';
import { checkTarget } from './check-target.ts';
import { requestId } from './request-id.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

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
 * Makes a request's own headers trustworthy before anything reads them: exactly one Host; a path that can be read;
 * forwarding headers from a proxy of ours, or none at all. Afterwards `host` is the name the browser asked for,
 * `x-forwarded-for` is the caller's address, `x-forwarded-proto` (if there) how the caller came, and `x-request-id`
 * names the request: by our proxy's word, or by a new one.
 */
export function admitRequest(request: IncomingMessage, proxies: TrustedProxies): Refusal {
  const { headers } = request;
  const neighbour = request.socket.remoteAddress ?? 'unknown';
  const isProxied = proxies.trusts(neighbour);
  headers['x-request-id'] = requestId(isProxied ? headers['x-request-id'] : null);
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1)
    return { status: 400, message: `A request has one Host header; this one has ${hosts.length}.` };
  const fault = checkTarget(request);
  if (fault !== null) return { status: 400, message: fault };
  const forwardedHost = headers['x-forwarded-host'];
  const forwardedProto = headers['x-forwarded-proto'];
  const forwardedFor = String(headers['x-forwarded-for'] ?? '');
  for (const name of FORWARDED) delete headers[name];
  headers['x-forwarded-for'] = isProxied ? nearestStranger(forwardedFor, neighbour, proxies) : neighbour;
  if (isProxied) {
    if (typeof forwardedHost === 'string') headers.host = forwardedHost;
    if (forwardedProto === 'http' || forwardedProto === 'https')
      headers['x-forwarded-proto'] = forwardedProto;
  }
  return null;
}

/**
 * Who asked the first proxy of ours. Each proxy writes its neighbour at the end of the list; what stands before the
 * last stranger is what that one claims. Without a list of proxies only the last entry can be believed.
 */
function nearestStranger(forwardedFor: string, neighbour: string, proxies: TrustedProxies): string {
  const hops = forwardedFor.split(',').flatMap((hop) => hop.trim() || []);
  if (!proxies.knowsHops) return hops.at(-1) ?? neighbour;
  return hops.findLast((hop) => !proxies.trusts(hop)) ?? hops[0] ?? neighbour;
}

import { isIP } from 'node:net';

/**
 * Whose site a Host header names, before any look-up:
 * the bare domain, a tenant's subdomain, somebody's own domain, or nothing that can be served.
 */
export type HostTarget =
  | { kind: 'apex' }
  | { kind: 'tenant'; slug: string }
  | { kind: 'domain'; host: string }
  | { kind: 'invalid'; reason: string };

/** A tenant's name in a host: a DNS label (RFC 1123). */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * Reads a Host header. Pure: the same header and base domain give the same target.
 *
 * @param header the Host header; an array when the request carried several (RFC 9112 §3.2: refuse)
 * @param baseDomain host name of the bare domain, without port
 */
export function resolveHost(
  header: string | readonly string[] | null | undefined,
  baseDomain: string,
): HostTarget {
  if (Array.isArray(header)) {
    if (header.length !== 1) return { kind: 'invalid', reason: `${header.length} Host headers` };
    return resolveHost(header[0], baseDomain);
  }
  if (typeof header !== 'string' || header === '') return { kind: 'invalid', reason: 'no Host header' };
  const host = hostName(header);
  if (host === null) return { kind: 'invalid', reason: 'not a host name' };
  const base = baseDomain.toLowerCase();
  // An address has no subdomains: it can only mean the portal itself.
  if (host === base || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return { kind: 'apex' };
  if (!host.endsWith(`.${base}`)) return { kind: 'domain', host };
  const slug = host.slice(0, -base.length - 1);
  return SLUG.test(slug) ? { kind: 'tenant', slug } : { kind: 'invalid', reason: 'not a tenant name' };
}

/** Lower-cased name without port and trailing dot; null when it is none. */
function hostName(header: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:\s[\]]+?)(?::\d{1,5})?$/i.exec(header);
  if (!match?.[1]) return null;
  const name = match[1].toLowerCase();
  if (name.startsWith('[')) return isIP(name.slice(1, -1)) === 6 ? name : null;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return HOST_NAME.test(bare) ? bare : null;
}

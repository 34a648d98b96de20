import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { resolveHost } from '../resolve-host.ts';

/** Names that no public DNS answers for (RFC 6761, RFC 6762, RFC 7686, RFC 9476). */
const NOT_PUBLIC = /(?:^|\.)(?:localhost|local|invalid|onion|alt|internal)$/;
/** Room for the label of the proof: a name has at most 253 characters. */
const LONGEST = 253 - '_perfanalysis.'.length;

/**
 * A customer's own host name as the portal keeps it: lower case, no dot at the end, other scripts as punycode. An
 * address (`https://perf.acme.example/`) is taken for its host.
 * @throws AppError INVALID_INPUT that says why it cannot be one
 */
export function parseDomain(typed: string): string {
  const refuse = (why: string) => new AppError('INVALID_INPUT', why, { field: 'host' });
  const text = typed
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/s, '')
    .replace(/\.$/, '');
  const host = domainToASCII(text).toLowerCase();
  const base = env().BASE_DOMAIN;
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0 || isIP(host) !== 0)
    throw refuse('This is an IP address. Give a host name, as in perf.customer.example.');
  const target = resolveHost(host, base);
  if (host === base || host.endsWith(`.${base}`))
    throw refuse(`${base} and the names below it are this installation’s own.`);
  if (NOT_PUBLIC.test(host))
    throw refuse('No public DNS answers for this name. Give one that others can reach.');
  if (target.kind !== 'domain' || host.includes(':') || host.length > LONGEST)
    throw refuse('This is not a host name. Give one as in perf.customer.example, without a port.');
  if (!host.includes('.')) throw refuse('Give the whole name with its domain, as in perf.customer.example.');
  return host;
}

import { isIP } from 'node:net';
import type { Env } from '#server/env.ts';
import { isLocal } from '#server/is-local.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** What is allowed and hardly meant, in sentences for the log: each begins with the setting that it is about. */
export function doubtfulSettings({ PUBLIC_URL, HOST, TRUST_PROXY, BASE_DOMAIN }: Env): string[] {
  const isHttps = PUBLIC_URL.startsWith('https:');
  const doubts: string[] = [];
  if (isHttps && (TRUST_PROXY === 'false' || TRUST_PROXY === '0'))
    doubts.push(
      'TRUST_PROXY: is false although PUBLIC_URL is https: all who come through the proxy count as one address, and who comes by http is not led to https. Name the proxy.',
    );
  if (!isHttps && !isLocal(PUBLIC_URL))
    doubts.push('PUBLIC_URL: is http: passwords and keys travel unencrypted. Use https, behind a proxy.');
  if (isLocal(PUBLIC_URL) && !LOOPBACK.test(HOST))
    doubts.push(
      `PUBLIC_URL: is ${PUBLIC_URL} while HOST is ${HOST}: only browsers on this host find their portal. Set it to the name that others use.`,
    );
  if (!isLocal(PUBLIC_URL) && isIP(BASE_DOMAIN.replace(/^\[|\]$/g, '')) !== 0)
    doubts.push(`PUBLIC_URL: ${BASE_DOMAIN} is an address, which has no subdomains for tenants. Use a name.`);
  return doubts;
}

import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };

/**
 * dns.lookup, except that localhost and every name below it is this machine, as RFC 6761 §6.3 asks: tenants of a
 * portal on this host are called acme.localhost, which not every resolver knows.
 */
export function lookupLocalhost(hostname: string, options: LookupOptions, callback: Callback): void {
  if (isLocalhost(hostname)) {
    if (options.all) callback(null, [LOOPBACK]);
    else callback(null, LOOPBACK.address, LOOPBACK.family);
    return;
  }
  lookup(hostname, options, callback);
}

/** localhost, and every name below it. */
export const isLocalhost = (hostname: string): boolean => /(^|\.)localhost\.?$/i.test(hostname);

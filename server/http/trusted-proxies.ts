import { BlockList, isIP } from 'node:net';

/** Which neighbours may say who really asked: nobody, whoever connects, or the proxies of a list. */
export interface TrustedProxies {
  /** Whether forwarding headers that come from `address` count. */
  trusts: (address: string) => boolean;
  /** Whether each hop of X-Forwarded-For can be told to be a proxy of ours or not. */
  knowsHops: boolean;
}

const ALL: TrustedProxies = { trusts: () => true, knowsHops: false };
/** Nobody's word counts. */
export const NO_PROXY: TrustedProxies = { trusts: () => false, knowsHops: false };
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address as a dual-stack socket shows it. */
const unmapped = (address: string) => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/**
 * Reads the setting TRUST_PROXY: `true`, `false`, or addresses and networks as `10.0.0.0/8, 192.0.2.7, fd00::/8`.
 * @returns null when it is none of these
 */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  if (text === 'true' || text === '1') return ALL;
  if (text === 'false' || text === '0') return NO_PROXY;
  const list = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits, ...more] = part.split('/');
    if (more.length > 0 || isIP(address) === 0) return null;
    const widest = isIP(address) === 6 ? 128 : 32;
    if (bits === undefined) list.addAddress(address, family(address));
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= widest)
      list.addSubnet(address, Number(bits), family(address));
    else return null;
  }
  return {
    trusts: (address) => {
      const plain = unmapped(address);
      return isIP(plain) !== 0 && list.check(plain, family(plain));
    },
    knowsHops: true,
  };
}

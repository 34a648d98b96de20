import { randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^pmk_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** CRC-32 of the rest in base 62: a mistyped or cut-off key is known without a look-up. */
function checksum(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let i = 0; i < 6; i++) {
    text = BASE62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** A random id for a key. */
export const makeKeyId = (): string =>
  Array.from({ length: 12 }, () => BASE62.charAt(randomInt(BASE62.length))).join('');

/** The key with this id and these 32 secret bytes, which 43 base-62 characters have room for. */
export function formatKey(keyId: string, secret: Buffer): string {
  let rest = BigInt(`0x${secret.toString('hex')}`);
  let text = '';
  for (let i = 0; i < 43; i++) {
    text = BASE62.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  const body = `pmk_${keyId}_${text}`;
  return `${body}_${checksum(body)}`;
}

/** A new key: `pmk_<id>_<secret>_<checksum>`. */
export function makeKey(): { keyId: string; key: string } {
  const keyId = makeKeyId();
  return { keyId, key: formatKey(keyId, randomBytes(32)) };
}

/** The id in a well-formed key; null for anything else. */
export function keyIdOf(key: string): string | null {
  const match = SHAPE.exec(key);
  if (!match?.[1]) return null;
  return checksum(key.slice(0, -7)) === match[3] ? match[1] : null;
}

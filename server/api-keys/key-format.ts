import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^pmk_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

const random62 = (length: number): string =>
  Array.from({ length }, () => BASE62.charAt(randomInt(BASE62.length))).join('');

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

/** A new key: `pmk_<id>_<secret>_<checksum>`; 43 base-62 characters are 256 bits. */
export function makeKey(): { keyId: string; key: string } {
  const keyId = random62(12);
  const body = `pmk_${keyId}_${random62(43)}`;
  return { keyId, key: `${body}_${checksum(body)}` };
}

/** The id in a well-formed key; null for anything else. */
export function keyIdOf(key: string): string | null {
  const match = SHAPE.exec(key);
  if (!match?.[1]) return null;
  return checksum(key.slice(0, -7)) === match[3] ? match[1] : null;
}

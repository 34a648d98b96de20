import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'hmac-sha256=';

/** A signature as UploadThing writes it: `hmac-sha256=<hex of HMAC-SHA-256>`. */
export const sign = (text: string, apiKey: string): string =>
  PREFIX + createHmac('sha256', apiKey).update(text).digest('hex');

/** Whether `signature` is that of `text`. */
export function isSigned(text: string, signature: string | null, apiKey: string): boolean {
  const right = Buffer.from(sign(text, apiKey));
  const given = Buffer.from(signature ?? '');
  return given.length === right.length && timingSafeEqual(given, right);
}

import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '#server/env.ts';
import { processWide } from '#server/process-wide.ts';

/** What secrets are derived for; a new purpose gives an unrelated secret. */
export type SecretPurpose =
  | 'session'
  | 'token'
  | 'api-key'
  | 'successor-key'
  | 'tenant-role'
  | 'invitation'
  | 'password-reset'
  | 'mailed-reset'
  | 'second-factor'
  | 'recovery-code'
  | 'upload'
  | 'report-share'
  | 'backup'
  | 'embedded-postgres';

/**
 * A 32-byte secret for `purpose`, by HKDF-SHA-256 (RFC 5869) from the server secret. Nothing derived is stored,
 * so a dump of the database opens nothing.
 */
export const deriveSecret = (purpose: SecretPurpose, from: string = env().APP_SECRET): Buffer =>
  Buffer.from(hkdfSync('sha256', from, 'perfanalysis', purpose, 32));

/** What was derived from the server secret before. */
const derived = () =>
  processWide('derivedSecrets', () => new Map<SecretPurpose, { from: string; secret: Buffer }>());

function ownSecret(purpose: SecretPurpose): Buffer {
  const from = env().APP_SECRET;
  const known = derived().get(purpose);
  if (known?.from === from) return known.secret;
  const secret = deriveSecret(purpose, from);
  derived().set(purpose, { from, secret });
  return secret;
}

/** HMAC-SHA-256 of `text` under the secret for `purpose`. */
export const hmac = (purpose: SecretPurpose, text: string): Buffer =>
  createHmac('sha256', ownSecret(purpose)).update(text).digest();

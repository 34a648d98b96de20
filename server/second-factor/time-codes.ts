import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Steps before and after the present one: clocks differ, and fingers are slow. */
const WINDOW = 1;

/** RFC 6238 as every authenticator app does it: HMAC-SHA-1, six digits, steps of 30 seconds. */
const totpOf = (secret: Buffer, label: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    ...label,
  });

/** The time step that `code` belongs to, when it is one that counts at `now` (Unix ms); null: it is wrong. */
export function stepOf(secret: Buffer, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

/** What an authenticator app reads from the QR code, and the secret as it is typed by hand (base32, RFC 4648). */
export function describeSecret(
  secret: Buffer,
  account: { portal: string; email: string },
): { uri: string; secret: string } {
  const totp = totpOf(secret, { issuer: `PerfAnalysis ${account.portal}`, label: account.email });
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

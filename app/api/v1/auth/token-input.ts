import { z } from 'zod';

export const BODY_LIMITS = { wireBytes: 16 * 1024, unpackedBytes: 16 * 1024 };

/** PostgreSQL has no NUL in text, and no half characters. */
const address = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters');

/** Body of a sign-in. Scripts of the earlier system call the e-mail address `username`. */
export const credentials = z
  .object({
    email: address.exactOptional(),
    username: address.exactOptional(),
    password: z.string().min(1).max(1000),
    /** A code of the second factor, or a recovery code. */
    otp: z.string().trim().min(1).max(64).exactOptional(),
  })
  .transform(({ email, username, ...rest }, ctx) => {
    const given = email ?? username;
    if (given !== undefined) return { email: given, ...rest };
    ctx.issues.push({ code: 'custom', path: ['email'], message: 'is missing', input: given });
    return z.NEVER;
  });

/** Body of a refresh. */
export const refreshInput = z.object({ refresh: z.string().min(1).max(4096) });

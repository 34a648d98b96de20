import { z } from 'zod';
import { notFound } from '#server/errors.ts';
import { SCOPES } from '#server/tenancy/context.ts';

export const BODY_LIMITS = { wireBytes: 16 * 1024, unpackedBytes: 16 * 1024 };

/** Body of a new key. */
export const newKey = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    // PostgreSQL has no NUL in text, and no half characters.
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters'),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  /** Name or id of the only machine the key may write. */
  machine_id: z.string().min(1).max(255).exactOptional(),
  /** Where there is no such machine yet, the first use of the key registers it. */
  register: z.boolean().default(false),
});

const KEY_ID = /^[0-9A-Za-z]{12}$/;

/** Query of a list. */
export const keyQuery = z.object({
  cursor: z.string().regex(KEY_ID, 'give next_cursor of the page before, or nothing').exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** The key's id in a path. @throws AppError NOT_FOUND for what cannot be one */
export function keyIdPart(part: string): string {
  if (!KEY_ID.test(part)) throw notFound('API key');
  return part;
}

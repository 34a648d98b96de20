import { z } from 'zod';
import { instant } from '#server/http/instant.ts';

export const BODY_LIMITS = { wireBytes: 16 * 1024, unpackedBytes: 16 * 1024 };

/** PostgreSQL has no NUL in text, and no half characters. */
const line = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters')
  .trim();
const nothing = z.literal('').transform(() => undefined);

/** Query of a list. An empty parameter is one that was not given. */
export const sessionQuery = z.object({
  machine_id: line.min(1).max(255).exactOptional(),
  from: z.union([nothing, instant]).optional(),
  to: z.union([nothing, instant]).optional(),
  q: line.min(1).max(255).exactOptional(),
  cursor: z.string().min(1).max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Query of a removal. */
export const sessionRemoval = z.object({
  samples: z.enum(['true', 'false']).default('false'),
  confirm: z.string().max(255).exactOptional(),
});

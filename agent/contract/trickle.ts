import { z } from 'zod';
import { TRICKLE_LIMITS } from './limits.ts';
import { collectionRecord } from './record.ts';

export { TRICKLE_LIMITS };

export const trickleSnapshot = z.object({ records: z.array(collectionRecord).min(1).max(10_000) });

/** Body of POST /api/v1/trickle. `first_seq` numbers the first snapshot; each next is one more. */
export const trickleBody = z.object({
  identifier: z.string().min(1).max(255).optional(),
  stream: z.uuid(),
  first_seq: z.number().int().min(1),
  snapshots: z.array(trickleSnapshot).min(1).max(TRICKLE_LIMITS.snapshots),
  gap: z
    .object({ from: z.number().int().min(1), to: z.number().int().min(1), reason: z.string().max(100) })
    .optional(),
});
export type TrickleBody = z.infer<typeof trickleBody>;

/** Answer of POST /api/v1/trickle: everything up to `acked_through` is stored and may be forgotten. */
export const trickleAnswer = z.object({
  error: z.null(),
  acked_through: z.number().int(),
  session_id: z.string(),
  server_time: z.string(),
  successor_key: z.string().optional(),
});
export type TrickleAnswer = z.infer<typeof trickleAnswer>;

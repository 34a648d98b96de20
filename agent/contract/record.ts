import { z } from 'zod';

/**
 * One line of a collection: what one /proc file held at one moment, verbatim.
 * `timestamp` is Unix seconds, `ms` its millisecond part (absent in files of earlier collectors).
 * All records of one tick share both and make a snapshot.
 */
export const collectionRecord = z.object({
  timestamp: z.number().int().min(0).max(4_102_444_800),
  ms: z.number().int().min(0).max(999).optional(),
  subsystem: z.string().min(1).max(512),
  measurement: z.string().max(4 * 1024 * 1024),
});

export type CollectionRecord = z.infer<typeof collectionRecord>;

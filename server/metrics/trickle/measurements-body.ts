import { z } from 'zod';
import { collectionRecord } from '#agent/contract/record.ts';

/** Body of the earlier agent's POST /v1/trickle: the records of one snapshot, or of several, without numbers. */
export const measurementsBody = z.object({
  /** Go leaves an identifier that was not set empty. */
  identifier: z
    .string()
    .max(255)
    .transform((name) => name || undefined)
    .optional(),
  measurements: z.array(collectionRecord).min(1).max(100_000),
});
export type MeasurementsBody = z.infer<typeof measurementsBody>;

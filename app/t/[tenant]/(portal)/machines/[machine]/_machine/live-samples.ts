import { z } from 'zod';

const values = z.array(z.number().nullable());

/** What an event `samples` carries: columns of host metrics, one row per sample, and where to go on. */
export const liveSamples = z.object({
  cursor: z.string(),
  /** Unix ms. */
  time: z.array(z.number()),
  values: z.record(z.string(), values),
});

export type LiveSamples = z.infer<typeof liveSamples>;

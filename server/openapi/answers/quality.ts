import { z } from 'zod';
import { KINDS } from '#agent/contract/sample.ts';
import type { Misfit, QualityReason } from '#server/metrics/quality/types.ts';

const REASONS = [
  'no_samples',
  'coverage',
  'gaps',
  'restarts',
  'clock_steps',
  'duplicates',
  'out_of_range',
] as const;
const time = z.iso.datetime();

/** How good a machine's samples are over a range. */
export const quality = z
  .strictObject({
    machine_id: z.string(),
    range: z.strictObject({ start: time, end: time }),
    score: z.number().meta({ description: '0 to 100: every sample is there and plausible.' }),
    reasons: z
      .array(
        z.strictObject({
          reason: z.enum(REASONS) satisfies z.ZodType<QualityReason['id']>,
          text: z.string(),
          points: z.number(),
        }),
      )
      .meta({ description: 'What took points off.' }),
    expected_samples: z.number(),
    present_samples: z.number(),
    coverage: z
      .number()
      .nullable()
      .meta({ description: 'Present of expected, 0 to 1; null when no interval is known.' }),
    intervals: z
      .array(z.strictObject({ from: time, seconds: z.number() }))
      .meta({ description: 'How often the machine was sampled, and since when.' }),
    gap_count: z.int(),
    gaps: z
      .array(z.strictObject({ start: time, end: time, seconds: z.number(), missing: z.number() }))
      .meta({ description: 'The first thousand.' }),
    restarts: z.array(time),
    clock_steps: z.array(time),
    duplicates: z.int(),
    out_of_range: z
      .array(
        z.strictObject({
          kind: z.enum(KINDS),
          metric: z.string(),
          count: z.int(),
          lowest: z.number(),
          highest: z.number(),
          range: z.strictObject({ min: z.number(), max: z.number() }),
        } satisfies Record<keyof Misfit, z.ZodType>),
      )
      .meta({ description: 'Values that cannot be.' }),
  })
  .meta({ id: 'Quality' });

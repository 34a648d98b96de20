import { z } from 'zod';
import type { SampleEvent } from '#agent/contract/sample.ts';

const column = z.array(z.number().nullable());
const band = z.strictObject({ avg: column.optional(), min: column.optional(), max: column.optional() });
const metrics = z.record(z.string(), band);

/** Metrics over time, a column each. */
export const series = z
  .strictObject({
    machine_id: z.string(),
    kind: z.string(),
    resolution_seconds: z
      .number()
      .meta({ description: 'Width of a bucket; of raw samples their usual distance.' }),
    source: z
      .enum(['raw', 'rollup'])
      .meta({ description: 'rollup: from hourly summaries, where raw samples are no longer kept.' }),
    timestamps: z
      .array(z.iso.datetime())
      .meta({ description: 'Starts of the buckets; every column is as long as this.' }),
    series: metrics.meta({
      description: 'By metric; avg, min and max of each bucket, null where nothing is known.',
    }),
    entities: z
      .record(z.string(), metrics)
      .meta({ description: 'The same by CPU, disk, interface, file system or container.' }),
    events: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        type: z.enum(['restart', 'gap', 'clock_step']) satisfies z.ZodType<SampleEvent['type']>,
      }),
    ),
  })
  .meta({ id: 'Series' });

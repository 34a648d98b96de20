import { z } from 'zod';
import type { MetricStats } from '#server/metrics/types.ts';

const figure = z.number().nullable();

/** Figures of one metric over a range. */
const metricStats = z
  .strictObject({
    count: z.int(),
    min: figure,
    max: figure,
    avg: figure,
    stddev: figure,
    current: figure.meta({ description: 'The newest known value.' }),
    p50: figure,
    p75: figure,
    p90: figure,
    p95: figure,
    p97_5: figure,
    p99: figure,
    p100: figure,
    total: figure.meta({ description: 'Of a rate, its sum over the range; else null.' }),
  } satisfies Record<keyof MetricStats, z.ZodType>)
  .meta({ id: 'MetricStats' });

const metrics = z.record(z.string(), metricStats);

/** Figures of a machine over a range. */
export const stats = z
  .strictObject({
    machine_id: z.string(),
    data_range: z.strictObject({ start: z.iso.datetime().nullable(), end: z.iso.datetime().nullable() }),
    samples: z.int(),
    approximate: z.boolean().meta({ description: 'Whether percentiles are from hourly summaries.' }),
    metrics: metrics.meta({ description: 'Of the host, by metric.' }),
    entities: z
      .record(z.string(), z.record(z.string(), metrics))
      .meta({ description: 'By kind, then by CPU, disk, interface …' }),
  })
  .meta({ id: 'Stats' });

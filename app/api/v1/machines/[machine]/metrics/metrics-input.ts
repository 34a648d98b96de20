import { z } from 'zod';
import { instant } from '#server/http/instant.ts';

const STEPS: Record<string, number> = { '15s': 15, '1m': 60, '5m': 300, '1h': 3600 };
const AGGREGATES = ['avg', 'min', 'max'] as const;

/** An empty parameter is one that was not given. */
const given = (text: string) => (text === '' ? undefined : text);
const list = z
  .string()
  .max(10_000)
  .transform((text) => (text === '' ? undefined : text.split(',').map((part) => part.trim())))
  .optional();

const step = z
  .string()
  .transform(given)
  .refine((text) => text === undefined || text in STEPS || /^[1-9]\d{0,6}$/.test(text), {
    error: `is one of ${Object.keys(STEPS).join(', ')} or a whole number of seconds`,
  })
  .transform((text) => (text === undefined ? undefined : (STEPS[text] ?? Number(text))))
  .optional();

/** A range of time; without it the last 24 hours. */
export const rangeQuery = z.object({
  start: z.union([z.literal('').transform(() => undefined), instant]).optional(),
  end: z.union([z.literal('').transform(() => undefined), instant]).optional(),
});

/** Query of series. */
export const seriesQuery = rangeQuery.extend({
  max_points: z
    .union([z.literal('').transform(() => 1000), z.coerce.number().int().min(1).max(20_000)])
    .default(1000),
  step,
  aggregate: list.pipe(z.array(z.enum(AGGREGATES)).min(1).optional()),
  metrics: list,
  entities: list,
});

const DAY = 24 * 3600 * 1000;

/** The range that is meant: up to now, and 24 hours long, unless told. */
export function rangeOf(query: z.output<typeof rangeQuery>): { start: Date; end: Date } {
  const end = query.end ?? new Date();
  return { start: query.start ?? new Date(end.getTime() - DAY), end };
}

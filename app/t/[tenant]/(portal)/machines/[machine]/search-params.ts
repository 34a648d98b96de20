import { z } from 'zod';

const MINUTE = 60_000;

/** The ranges of the selector, newest data at the right edge. */
export const RANGES = {
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '6h': 360 * MINUTE,
  '24h': 1440 * MINUTE,
  '7d': 10_080 * MINUTE,
} as const;

export type Range = keyof typeof RANGES;
const NAMES = Object.keys(RANGES) as [Range, ...Range[]];

/** Up to this width, new samples are drawn as they arrive. */
export const LIVE_UP_TO_MS = RANGES['1h'];

const schema = z.object({ range: z.enum(NAMES).catch('15m') });

/** The page's state in its URL. Anything that is not understood is the default. */
export function machineSearchParams(params: Record<string, string | string[] | undefined>): { range: Range } {
  return schema.parse(params);
}

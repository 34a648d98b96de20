import { z } from 'zod';

const MINUTE = 60_000;

/** The widths of the picker, newest data at the right edge. */
export const RANGES = {
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '6h': 360 * MINUTE,
  '24h': 1440 * MINUTE,
  '7d': 10_080 * MINUTE,
  '30d': 43_200 * MINUTE,
} as const;

export type Range = keyof typeof RANGES;
const NAMES = [...(Object.keys(RANGES) as Range[]), 'all'] as const;

/** Up to this width, new samples are drawn as they arrive. */
export const LIVE_UP_TO_MS = RANGES['1h'];

export const TABS = [
  'overview',
  'cpu',
  'memory',
  'disk',
  'network',
  'filesystems',
  'containers',
  'quality',
] as const;
export type Tab = (typeof TABS)[number];

/** What time is looked at: a width up to now, all there is, or from–to (Unix ms, `to` not included). */
export type Period = { range: Range | 'all' } | { from: number; to: number };

export interface MachineSearch {
  tab: Tab;
  period: Period;
  /** What was looked at before a zoom. */
  back: Period | null;
}

type Params = Record<string, string | string[] | undefined>;

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const schema = z.object({
  range: z.enum(NAMES).catch('15m'),
  from: instant.optional().catch(undefined),
  to: instant.optional().catch(undefined),
  tab: z.enum(TABS).catch('overview'),
  back: z.string().max(200).optional().catch(undefined),
});

/** The page's state in its URL. Anything that is not understood is the default. */
export function machineSearchParams(params: Params): MachineSearch {
  const { tab, back, ...time } = schema.parse(params);
  const before = back === undefined ? null : schema.parse(Object.fromEntries(new URLSearchParams(back)));
  return { tab, period: periodOf(time), back: before && periodOf(before) };
}

const periodOf = ({ range, from, to }: Pick<z.infer<typeof schema>, 'range' | 'from' | 'to'>): Period =>
  from !== undefined && to !== undefined && from < to ? { from, to } : { range };

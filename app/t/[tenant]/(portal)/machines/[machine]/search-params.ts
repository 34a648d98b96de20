import { type Period, readPeriod } from '#app/_components/range/period.ts';
import { type Refresh, readRefresh } from '#app/_components/range/refresh.ts';

/** Up to this width, new samples are drawn as they arrive. */
export const LIVE_UP_TO_MS = 3_600_000;

export const TABS = [
  'overview',
  'cpu',
  'memory',
  'disk',
  'network',
  'filesystems',
  'containers',
  'quality',
  'sessions',
  'settings',
] as const;
export type Tab = (typeof TABS)[number];

export interface MachineSearch {
  tab: Tab;
  period: Period;
  refresh: Refresh;
  /** What was looked at before a zoom. */
  back: Period | null;
}

type Params = Record<string, string | string[] | undefined>;

const MOST_LETTERS = 200;

/**
 * The page's state in its URL. Anything that is not understood is the default.
 * @param range what the reader prefers to see when the URL names no time
 */
export function machineSearchParams(params: Params, range = '15m'): MachineSearch {
  const one = (name: string): string | undefined => {
    const value = params[name];
    return typeof value === 'string' && value.length <= MOST_LETTERS ? value : undefined;
  };
  const back = one('back');
  return {
    tab: TABS.find((tab) => tab === one('tab')) ?? 'overview',
    period: readPeriod({ range: one('range'), from: one('from'), to: one('to') }, range),
    refresh: readRefresh(one('refresh')),
    back: back === undefined ? null : readPeriod(Object.fromEntries(new URLSearchParams(back)), range),
  };
}

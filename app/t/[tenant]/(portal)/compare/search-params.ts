import { metricsOf } from '#agent/contract/metrics.ts';
import { type Period, rangeWidth, readPeriod } from '#app/_components/range/period.ts';
import { type Refresh, readRefresh } from '#app/_components/range/refresh.ts';
import { FIGURES } from '../machines/[machine]/_machine/stats-rows.ts';

export const MOST_MACHINES = 6;
export const MOST_METRICS = 12;
const MOST_LETTERS = 255;

/** What tells most about a machine at first sight. */
export const FIRST_METRICS = [
  'cpu_used',
  'mem_used',
  'disk_read_bytes',
  'disk_write_bytes',
  'net_rx_bytes',
  'net_tx_bytes',
] as const;

/** The time of B beside that of A: so much earlier (`same`: by its own length, so just before), or from–to (Unix ms). */
export type Second = { before: string } | { from: number; to: number };

/** What time is compared: one for all machines, or one for A and a second for B. */
export interface Span {
  period: Period;
  second: Second | null;
}

export type Figure = (typeof FIGURES)[number][0];

export interface CompareSearch extends Span {
  /** Names or ids, each once. */
  machines: string[];
  metrics: string[];
  /** Which figure the table shows. */
  figure: Figure;
  refresh: Refresh;
  /** What was looked at before a zoom. */
  back: Span | null;
}

type Params = Record<string, string | string[] | undefined>;

const HOST = new Set(metricsOf('host').map(({ id }) => id));

/**
 * The page's state in its address. Anything that is not understood is the default; a second range is for one machine or
 * for two.
 * @param range what the reader prefers to see when the address names no time
 */
export function compareSearchParams(params: Params, range = '24h'): CompareSearch {
  const all = (name: string): string[] => {
    const found = [params[name] ?? []].flat().filter((value) => value !== '' && value.length <= MOST_LETTERS);
    return [...new Set(found)];
  };
  const one = (name: string): string | undefined => all(name)[0];
  const machines = all('machine').slice(0, MOST_MACHINES);
  const metrics = all('metric')
    .filter((id) => HOST.has(id))
    .slice(0, MOST_METRICS);
  const back = one('back');
  const span = (value: (name: string) => string | undefined): Span => ({
    period: readPeriod({ range: value('range'), from: value('from'), to: value('to') }, range),
    second: machines.length > 2 ? null : readSecond(value),
  });
  const backParts = new URLSearchParams(back);
  return {
    machines,
    metrics: metrics.length > 0 ? metrics : [...FIRST_METRICS],
    figure: FIGURES.find(([key]) => key === one('figure'))?.[0] ?? 'p95',
    refresh: readRefresh(one('refresh')),
    ...span(one),
    back: back === undefined ? null : span((name) => backParts.get(name) ?? undefined),
  };
}

function readSecond(value: (name: string) => string | undefined): Second | null {
  const before = value('before');
  const exact = readPeriod({ from: value('from2'), to: value('to2') }, '');
  if ('from' in exact) return exact;
  return before !== undefined && (before === 'same' || rangeWidth(before) !== null) ? { before } : null;
}

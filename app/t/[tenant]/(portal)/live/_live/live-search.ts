import { LIVE_METRICS, type LiveMetric } from './live-metrics.ts';

/** The page's state in its address. */
export interface LiveSearch {
  q: string;
  metrics: readonly LiveMetric[];
}

const USUAL: readonly LiveMetric[] = ['cpu', 'memory'];
const MOST_LETTERS = 200;

/** What an address says; what is not understood is the default. */
export function readLiveSearch(params: Pick<URLSearchParams, 'get'>): LiveSearch {
  const named = (params.get('metrics') ?? '').split(',');
  const metrics = LIVE_METRICS.filter((metric) => named.includes(metric));
  return {
    q: (params.get('q') ?? '').slice(0, MOST_LETTERS),
    metrics: metrics.length > 0 ? metrics : USUAL,
  };
}

/** The query that readLiveSearch reads; empty or beginning with `?`. */
export function liveQuery({ q, metrics }: LiveSearch): string {
  const parts = new URLSearchParams();
  if (q !== '') parts.set('q', q);
  if (metrics.join() !== USUAL.join()) parts.set('metrics', metrics.join());
  const text = parts.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

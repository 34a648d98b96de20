import type { Column } from '#app/_components/charts/panel.ts';
import type { Band, SeriesResult } from '#server/metrics/types.ts';
import type { LiveRow } from './append-live.ts';
import { describeBasis } from './describe-basis.ts';
import type { PanelSource } from './to-panel.ts';

/**
 * What was stored when the page opened, and what arrived since, as one series without what lies before `start`.
 * Where the stored part is in buckets, arriving samples are put into buckets of the same width, aligned to the clock
 * like the server's; a bucket the stored part already has keeps its figures.
 */
export function mergeLive(stored: SeriesResult, live: readonly LiveRow[], start: number): PanelSource {
  const interval = stored.resolutionSeconds * 1000;
  const last = stored.timestamps.at(-1) ?? Number.NEGATIVE_INFINITY;
  const bucketOf = (time: number) => (stored.raw ? time : Math.floor(time / interval) * interval);

  const buckets = new Map<number, LiveRow[]>();
  for (const row of live) {
    const bucket = bucketOf(row.time);
    if (bucket > last) buckets.set(bucket, [...(buckets.get(bucket) ?? []), row]);
  }
  const from = stored.timestamps.findIndex((time) => time >= start);
  const kept = from === -1 ? stored.timestamps.length : from;
  const added = [...buckets.keys()].filter((time) => time >= start);

  const bands: Record<string, Band> = {};
  // A machine that has just begun has nothing stored: then the arriving samples name the metrics.
  const metrics = new Set([...Object.keys(stored.series), ...live.flatMap((row) => Object.keys(row.values))]);
  const unknown: Column = stored.timestamps.map(() => null);
  for (const metric of metrics) {
    const band = stored.series[metric];
    const rows = added.map((bucket) => fold(metric, buckets.get(bucket) ?? []));
    const extend = (part: keyof Band) => [
      ...(band?.[part] ?? unknown).slice(kept),
      ...rows.map((row) => row[part]),
    ];
    bands[metric] = { avg: extend('avg'), min: extend('min'), max: extend('max') };
  }
  return {
    times: [...stored.timestamps.slice(kept), ...added],
    bands,
    interval,
    bucketed: !stored.raw,
    basis: describeBasis(stored),
  };
}

function fold(metric: string, rows: readonly LiveRow[]) {
  const values = rows.flatMap((row) => row.values[metric] ?? []);
  if (values.length === 0) return { avg: null, min: null, max: null };
  const sum = values.reduce((total, value) => total + value, 0);
  return { avg: sum / values.length, min: Math.min(...values), max: Math.max(...values) };
}

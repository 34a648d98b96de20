import type { DuckDBConnection } from '@duckdb/node-api';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { defineSamples } from '#server/metrics/samples/define-samples.ts';
import { findLayouts } from '#server/metrics/samples/find-layouts.ts';
import { judgeOrder } from '#server/metrics/samples/judge-order.ts';
import type { Source } from '#server/metrics/samples/opened-samples.ts';
import type { RangeSamples } from '../data/range-samples.ts';
import type { DayOfFile } from './types.ts';

/**
 * Makes the views over the days of one machine within a range, as openSamples does over segments: one row per entity
 * and time, that of the file read last winning.
 * @param connection one of its own: the views stay on it
 */
export async function openFileSamples(
  connection: DuckDBConnection,
  {
    days,
    start,
    end,
    intervalSeconds,
  }: {
    days: readonly DayOfFile[];
    start: Date;
    end: Date;
    /** As the collector was told; null where nothing says so. */
    intervalSeconds: number | null;
  },
): Promise<RangeSamples> {
  const sources = new Map<Kind, Source[]>();
  const known = new Map<Kind, ReadonlySet<string>>();
  const ascending = new Set<Kind>();
  for (const kind of KINDS) {
    const metrics = pickMetrics(kind);
    const reaching = days.filter(
      (day) => day.kind === kind && day.lastTime >= start.getTime() && day.firstTime < end.getTime(),
    );
    const files = reaching.map(({ path }) => path);
    const layouts = await findLayouts(connection, files);
    const order = judgeOrder(reaching);
    if (order.ascending) ascending.add(kind);
    sources.set(kind, reaching);
    known.set(kind, new Set(metrics.filter((id) => layouts.some(({ names }) => names.has(id)))));
    const { overlapping } = order;
    await defineSamples(connection, {
      kind,
      metrics,
      files,
      layouts,
      unsealed: false,
      start,
      end,
      overlapping,
    });
  }
  return { connection, sources, known, ascending, machine: { intervalSeconds } };
}

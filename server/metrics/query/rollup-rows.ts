import { readRollups } from '#server/metrics/rollups/read-rollups.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SeriesQuery } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { bucketWidth } from './bucket-width.ts';
import { type Coverage, HOUR, reachesPastRaw } from './find-coverage.ts';
import { mergeHours } from './merge-hours.ts';
import { type HourSeries, readHours } from './read-hours.ts';
import type { SeriesRows } from './read-rows.ts';
import type { SeriesPlan } from './series-plan.ts';

/**
 * Buckets out of the hourly rollups, or null when the raw samples are what to read. Rollups are taken where raw samples
 * are gone, and where they save reading them: buckets of whole hours, over hours that are rolled up for the most part.
 * Both give the same mean, minimum and maximum. Hours that are not rolled up yet, and those the range cuts, are raw.
 */
export async function rollupRows(
  ctx: TenantContext,
  query: SeriesQuery,
  { plan, coverage }: { plan: SeriesPlan; coverage: Coverage },
): Promise<SeriesRows | null> {
  const width = widthOf(coverage, query, plan);
  const { from, to } = coverage.rolledUp;
  if (width === null || from >= to) return null;
  const { machineId, kind } = query;
  const { metrics, entities } = plan;
  const hours: HourSeries[] = await readRollups(ctx, {
    machineIds: [machineId],
    kind,
    metrics,
    ...(entities && { entities }),
    start: new Date(from),
    end: new Date(to),
  });
  const edges = [
    { start: query.start, end: new Date(from) },
    { start: new Date(to), end: query.end },
  ];
  const { raw } = coverage;
  for (const edge of edges) {
    if (edge.start >= edge.end || raw === null) continue;
    if (raw.last < edge.start.getTime() || raw.first >= edge.end.getTime()) continue;
    const request = { machineId, ...edge, columns: { [kind]: metrics } };
    const read = await withSamples(
      ctx,
      { ...request, ...(query.signal && { signal: query.signal }) },
      ({ connection }) => readHours(connection, plan),
    );
    hours.push(...read);
  }
  return mergeHours(hours, metrics, width);
}

/** The width of buckets made of rollups; null when raw samples are to be read. */
function widthOf(coverage: Coverage, query: SeriesQuery, plan: SeriesPlan): number | null {
  const { raw, firstRollup, rolledUp } = coverage;
  if (firstRollup === null) return null;
  const first = Math.max(query.start.getTime(), Math.min(firstRollup, raw?.first ?? firstRollup));
  const last = Math.min(query.end.getTime(), Math.max(rolledUp.to, raw?.last ?? 0));
  const width = plan.step ?? bucketWidth(last - first, plan.maxPoints);
  if (reachesPastRaw(coverage)) return Math.ceil(width / HOUR) * HOUR;
  const isMost = rolledUp.to - rolledUp.from > (last - first) / 2;
  return width % HOUR === 0 && isMost ? width : null;
}

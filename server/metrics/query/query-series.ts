import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SeriesQuery, SeriesResult } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { arrangeSeries } from './arrange-series.ts';
import { chooseRows } from './choose-rows.ts';
import { findCoverage, HOUR } from './find-coverage.ts';
import { readEvents } from './read-events.ts';
import type { SeriesRows } from './read-rows.ts';
import { rollupRows } from './rollup-rows.ts';
import { type SeriesPlan, seriesPlan } from './series-plan.ts';
import { usualInterval } from './usual-interval.ts';

/** Distance of two rolled-up hours above which one is missing, by findGaps: three quarters of an hour. */
const ROLLUP_INTERVAL = 0.3 * HOUR;

/**
 * Series of one kind for a chart. Raw samples when there are no more than `maxPoints` moments; else buckets aligned to
 * the clock with mean, minimum and maximum, so that a spike is seen at any zoom. Buckets span the time that has data,
 * not the range asked for: a month that holds one hour is shown in seconds. With `stepSeconds` always buckets, of that
 * width.
 *
 * A stretch without samples (more than 2.5 intervals, see findGaps) holds at least one point that is null in every
 * series, so that a line breaks there: for raw samples one point, an interval after the last sample; for buckets every
 * empty bucket. Jitter that merely leaves a bucket empty makes no point.
 *
 * Where raw samples are gone, and for buckets of whole hours, the hourly rollups answer (`source`, see rollupRows).
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT (also for an answer that would be too large), UNAVAILABLE
 */
export async function querySeries(ctx: TenantContext, query: SeriesQuery): Promise<SeriesResult> {
  requireScope(ctx, 'read');
  const plan = seriesPlan(query);
  const { machineId, start, end, signal } = query;
  const coverage = await findCoverage(ctx, query);
  const { machine, raw, firstRollup } = coverage;
  // Most machines have no samples of some kinds: there is nothing to open.
  if (machine && raw === null && firstRollup === null) {
    const interval = (machine.intervalSeconds ?? 1) * 1000;
    return arranged(ctx, { query, rows: noRows(plan), interval, source: 'raw' });
  }
  const rolled = await rollupRows(ctx, query, { plan, coverage });
  if (rolled) return arranged(ctx, { query, rows: rolled, interval: ROLLUP_INTERVAL, source: 'rollup' });
  const request = {
    machineId,
    start,
    end,
    columns: { [plan.kind]: plan.metrics },
    ...(signal && { signal }),
  };
  const { rows, interval } = await withSamples(ctx, request, async (samples) => {
    const found = await chooseRows(samples, plan, query);
    return { rows: found, interval: usualInterval(found) ?? (samples.machine.intervalSeconds ?? 1) * 1000 };
  });
  return arranged(ctx, { query, rows, interval, source: 'raw' });
}

async function arranged(
  ctx: TenantContext,
  found: { query: SeriesQuery; rows: SeriesRows; interval: number; source: SeriesResult['source'] },
): Promise<SeriesResult> {
  const { query, rows, interval, source } = found;
  return {
    kind: query.kind,
    resolutionSeconds: (rows.width ?? interval) / 1000,
    raw: rows.width === null,
    source,
    ...arrangeSeries(query.kind, rows, interval),
    events: await readEvents(ctx, query),
  };
}

const noRows = ({ metrics, step }: SeriesPlan): SeriesRows => {
  const none = new Float64Array();
  const metric = { avg: none, min: none, max: none };
  return {
    width: step,
    ...{ entity: [], time: none, first: none, last: none, count: none },
    metrics: new Map(metrics.map((id) => [id, metric])),
  };
};

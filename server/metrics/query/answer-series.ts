import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { SeriesResult } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { arrangeSeries } from './arrange-series.ts';
import { chooseRows } from './choose-rows.ts';
import { HOUR } from './find-coverage.ts';
import type { PreparedSeries } from './prepare-series.ts';
import type { SeriesRows } from './read-rows.ts';
import { rollupRows } from './rollup-rows.ts';
import type { SeriesPlan } from './series-plan.ts';
import { usualInterval } from './usual-interval.ts';

/** Distance of two rolled-up hours above which one is missing, by findGaps: three quarters of an hour. */
const ROLLUP_INTERVAL = 0.3 * HOUR;

/**
 * Reads the rows of a prepared query: see querySeries.
 * @throws AppError NOT_FOUND, INVALID_INPUT, UNAVAILABLE
 */
export async function answerSeries(ctx: TenantContext, prepared: PreparedSeries): Promise<SeriesResult> {
  const { query, plan, coverage } = prepared;
  const { machineId, start, end, signal } = query;
  const { machine, raw, firstRollup } = coverage;
  // Most machines have no samples of some kinds: there is nothing to open.
  if (machine && raw === null && firstRollup === null) {
    const interval = (machine.intervalSeconds ?? 1) * 1000;
    return arranged(prepared, { rows: noRows(plan), interval, source: 'raw' });
  }
  const rolled = await rollupRows(ctx, query, { plan, coverage });
  if (rolled) return arranged(prepared, { rows: rolled, interval: ROLLUP_INTERVAL, source: 'rollup' });
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
  return arranged(prepared, { rows, interval, source: 'raw' });
}

const arranged = (
  { plan, events }: PreparedSeries,
  { rows, interval, source }: { rows: SeriesRows; interval: number; source: SeriesResult['source'] },
): SeriesResult => ({
  kind: plan.kind,
  resolutionSeconds: (rows.width ?? interval) / 1000,
  raw: rows.width === null,
  source,
  ...arrangeSeries(plan.kind, rows, interval),
  events,
});

const noRows = ({ metrics, step }: SeriesPlan): SeriesRows => {
  const none = new Float64Array();
  const metric = { avg: none, min: none, max: none };
  return {
    width: step,
    ...{ entity: [], time: none, first: none, last: none, count: none },
    metrics: new Map(metrics.map((id) => [id, metric])),
  };
};

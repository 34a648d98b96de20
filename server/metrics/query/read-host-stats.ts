import { setImmediate as turn } from 'node:timers/promises';
import { loadNumbers } from '#server/metrics/duckdb/load-numbers.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { OpenSamples } from '#server/metrics/samples/open-samples.ts';
import { samplesView } from '#server/metrics/samples/sample-tables.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import { percentilesOf } from './percentiles-of.ts';
import { pickMetrics } from './pick-metrics.ts';
import { type EntityStats, GAP_INTERVALS, NO_STATS, ratesOf } from './stats-sql.ts';
import { summarizeValues } from './summarize-values.ts';

/** Values that are in memory at a time: 64 MB. */
const VALUES_AT_ONCE = 8_000_000;

/**
 * Exact statistics of the host's opened samples, null when there are none. Of one entity whole columns can be summed up
 * here, a few at a time, in a fraction of the time that DuckDB's aggregates take: quantile_cont collects all values
 * once more and selects each rank on its own, twice.
 */
export async function readHostStats({
  connection,
  ascending,
  known,
}: Pick<OpenSamples, 'connection' | 'ascending' | 'known'>): Promise<EntityStats | null> {
  const view = samplesView('host');
  const { samples: counted = [] } = await queryColumns(
    connection,
    `SELECT count(*)::DOUBLE AS samples FROM ${view}`,
  );
  const samples = Number(counted[0] ?? 0);
  if (samples === 0) return null;
  const from = `FROM ${view} ${ascending.has('host') ? '' : 'ORDER BY time'}`;
  const [times = new Float64Array()] = await loadNumbers(connection, `SELECT time::DOUBLE ${from}`, samples);
  const seconds = await secondsOf(times);
  const rates = new Set(ratesOf('host'));
  const ids = pickMetrics('host').filter((id) => known.get('host')?.has(id));
  const metrics: Record<string, MetricStats> = Object.fromEntries(
    pickMetrics('host').map((id) => [id, NO_STATS]),
  );
  const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / samples));
  for (let at = 0; at < ids.length; at += atOnce) {
    const group = ids.slice(at, at + atOnce);
    const columns = group.map((id) => `coalesce(${quoteName(id)}, 'NaN'::DOUBLE)`);
    const loaded = await loadNumbers(connection, `SELECT ${columns.join(', ')} ${from}`, samples);
    for (const [index, id] of group.entries()) {
      const values = loaded[index] ?? new Float64Array();
      metrics[id] = await summarizeValues(values, rates.has(id) ? seconds : null);
      await turn();
    }
  }
  return { entity: '', samples, first: times[0] ?? 0, last: times.at(-1) ?? 0, metrics };
}

/**
 * The length of the interval of each sample, which begins at the sample before it. Of the first sample and of one
 * behind a gap it is not known: they count the usual (median) one. Null when there is a single sample.
 */
async function secondsOf(times: Float64Array): Promise<Float64Array | null> {
  if (times.length < 2) return null;
  const steps = new Float64Array(times.length - 1);
  for (let at = 0; at < steps.length; at += 1) steps[at] = (times[at + 1] as number) - (times[at] as number);
  await turn();
  const usual = percentilesOf(steps, [0.5])[0] ?? 0;
  await turn();
  const seconds = new Float64Array(times.length).fill(usual / 1000);
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] as number;
    if (step <= GAP_INTERVALS * usual) seconds[at + 1] = step / 1000;
  }
  return seconds;
}

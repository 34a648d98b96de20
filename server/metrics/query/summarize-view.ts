import { setImmediate as turn } from 'node:timers/promises';
import type { Kind } from '#agent/contract/sample.ts';
import { scanNumbers } from '#server/metrics/duckdb/scan-numbers.ts';
import type { OpenSamples } from '#server/metrics/samples/opened-samples.ts';
import type { MetricStats } from '#server/metrics/types.ts';
import { type EntityStats, NO_STATS, ratesOf } from './entity-stats.ts';
import { gatherNothing, gatherValues } from './gather-values.ts';
import { eachRun, layEntities } from './lay-entities.ts';
import { pickMetrics } from './pick-metrics.ts';
import { summarizeGathered } from './summarize-gathered.ts';

/** Values that are in memory at a time: 64 MB. */
const VALUES_AT_ONCE = 8_000_000;

/**
 * Exact statistics of the samples of a view, per entity, by name. Whole columns are summed up here, a few at a time, in
 * a fraction of the time that DuckDB's aggregates take: quantile_cont collects all values once more and selects each
 * rank on its own, twice.
 */
export async function summarizeView(
  {
    connection,
    ascending,
    known,
    signal,
  }: Pick<OpenSamples, 'connection' | 'ascending' | 'known' | 'signal'>,
  { kind, view }: { kind: Kind; view: string },
): Promise<EntityStats[]> {
  const lay = await layEntities(connection, {
    ...{ view, ascending: ascending.has(kind), isHost: kind === 'host' },
  });
  const found = lay.entities.map(
    ({ name, samples, first, last }): EntityStats => ({
      ...{ entity: name, samples, first, last },
      metrics: Object.fromEntries(pickMetrics(kind).map((id): [string, MetricStats] => [id, NO_STATS])),
    }),
  );
  const rows = found.reduce((sum, { samples }) => sum + samples, 0);
  if (rows === 0) return [];
  const rates = new Set(ratesOf(kind));
  const ids = pickMetrics(kind).filter((id) => known.get(kind)?.has(id));
  const atOnce = Math.min(ids.length, Math.max(1, Math.floor(VALUES_AT_ONCE / rows)));
  const rooms = Array.from({ length: atOnce }, () => new Float64Array(rows));
  for (let at = 0; at < ids.length; at += atOnce) {
    const columns = ids.slice(at, at + atOnce).map((id, index) => {
      let end = 0;
      const gathered = found.map(({ samples }) => {
        end += samples;
        return gatherNothing(rooms[index]?.subarray(end - samples, end) ?? new Float64Array());
      });
      return { id, isRate: rates.has(id), gathered, each: eachRun(lay.runs) };
    });
    const names = columns.map(({ id }) => id);
    const divisors = await scanNumbers(connection, { names, from: lay.from }, (part) => {
      signal?.throwIfAborted();
      const column = columns[part.column];
      column?.each(part, (entity, from, to) => {
        const seconds = column.isRate ? (lay.entities[entity]?.seconds ?? null) : null;
        const own = column.gathered[entity];
        if (own) gatherValues(own, part, { from, to, seconds });
      });
    });
    for (const [index, { id, isRate, gathered }] of columns.entries())
      for (const [entity, one] of found.entries()) {
        const own = gathered[entity];
        // The total of a single sample is not known: its interval is not.
        const total = isRate && lay.entities[entity]?.seconds !== null;
        if (own)
          one.metrics[id] = await summarizeGathered(own, { divisor: divisors[index] ?? 1, isRate: total });
        await turn();
        signal?.throwIfAborted();
      }
  }
  return found;
}

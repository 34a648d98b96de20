import { KINDS } from '#agent/contract/sample.ts';
import { pickMetrics } from '#server/metrics/query/pick-metrics.ts';
import { readEvents } from '#server/metrics/query/read-events.ts';
import { withSamples } from '#server/metrics/samples/with-samples.ts';
import type { StatsQuery } from '#server/metrics/types.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { countDuplicates } from './count-duplicates.ts';
import { findMisfits } from './find-misfits.ts';
import { readPresence } from './read-presence.ts';
import { scoreQuality } from './score-quality.ts';
import type { Misfit, Quality } from './types.ts';

/**
 * How good the raw samples of a machine are over a range (up to now, if it ends later): which are missing, what
 * interrupted them, what cannot be true, and a score with its reasons.
 * @throws AppError FORBIDDEN, NOT_FOUND, INVALID_INPUT, UNAVAILABLE
 */
export async function queryQuality(ctx: TenantContext, query: StatsQuery): Promise<Quality> {
  requireScope(ctx, 'read');
  const { machineId, start, end, signal } = query;
  const columns = Object.fromEntries(KINDS.map((kind) => [kind, pickMetrics(kind)]));
  const request = { machineId, start, end, columns, ...(signal && { signal }) };
  const { presence, misfits } = await withSamples(ctx, request, async ({ connection, sources, machine }) => {
    const { intervalSeconds } = machine;
    const found: Misfit[] = [];
    for (const kind of KINDS)
      if (sources.get(kind)?.length) found.push(...(await findMisfits(connection, kind)));
    return {
      misfits: found,
      presence: await readPresence(connection, {
        start: start.getTime(),
        end: Math.min(end.getTime(), Date.now()),
        fallback: intervalSeconds === null ? null : intervalSeconds * 1000,
      }),
    };
  });
  const events = await readEvents(ctx, query);
  const timesOf = (wanted: string) => events.flatMap(({ at, type }) => (type === wanted ? [at] : []));
  const facts = {
    ...presence,
    restarts: timesOf('restart'),
    clockSteps: timesOf('clock_step'),
    duplicates: await countDuplicates(ctx, query),
    misfits,
  };
  return { ...facts, ...scoreQuality(facts) };
}

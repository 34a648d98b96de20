import { KINDS } from '#agent/contract/sample.ts';
import { findMisfits } from '#server/metrics/quality/find-misfits.ts';
import { readPresence } from '#server/metrics/quality/read-presence.ts';
import type { Misfit, Presence } from '#server/metrics/quality/types.ts';
import type { StatsResult } from '#server/metrics/types.ts';
import { hasMisfit } from './has-misfit.ts';
import type { RangeReading, RangeSamples } from './range-samples.ts';

/**
 * What opened samples lack, and which of their values cannot be (those are not looked for where only some metrics are
 * read). What would lie after `now` is not missing.
 */
export async function readFaults(
  { connection, sources, machine }: RangeSamples,
  { start, end, now, only }: Pick<RangeReading, 'start' | 'end' | 'only'> & { now: Date },
  stats: StatsResult,
): Promise<{ presence: Presence; misfits: Misfit[] }> {
  const misfits: Misfit[] = [];
  for (const kind of KINDS)
    if (!only && sources.get(kind)?.length && hasMisfit(stats, kind))
      misfits.push(...(await findMisfits(connection, kind)));
  const presence = await readPresence(connection, {
    start: start.getTime(),
    end: Math.min(end.getTime(), now.getTime()),
    fallback: machine.intervalSeconds === null ? null : machine.intervalSeconds * 1000,
  });
  return { presence, misfits };
}

import { withDuckdb } from '#server/metrics/duckdb/with-duckdb.ts';
import { scoreQuality } from '#server/metrics/quality/score-quality.ts';
import type { StagedEvent } from '#server/uploads/stage/types.ts';
import type { RangeData } from '../data/range-data.ts';
import type { RangeReading } from '../data/range-samples.ts';
import { readFaults } from '../data/read-faults.ts';
import { readRange } from '../data/read-range.ts';
import { countRepeated } from './count-repeated.ts';
import { openFileSamples } from './open-file-samples.ts';
import type { ReadFiles } from './types.ts';

/** What a report says about one machine of files that were read: the counterpart of gatherRange for the store. */
export function gatherFileRange(
  { days, events, facts, repeated }: ReadFiles,
  {
    machine,
    ...reading
  }: Pick<RangeReading, 'start' | 'end' | 'percentiles' | 'points'> & {
    machine: string;
    now: Date;
  },
): Promise<RangeData> {
  const { start, end } = reading;
  const own = days.filter((day) => day.machine === machine);
  const intervalSeconds = facts[machine]?.intervalSeconds ?? null;
  return withDuckdb(async (connection) => {
    const samples = await openFileSamples(connection, { days: own, start, end, intervalSeconds });
    const range = await readRange(samples, reading);
    const { presence, misfits } = await readFaults(samples, reading, range.stats);
    const within = eventsWithin(events, { machine, start, end });
    const timesOf = (wanted: string) => within.flatMap(({ at, type }) => (type === wanted ? [at] : []));
    const judged = {
      ...presence,
      restarts: timesOf('restart'),
      clockSteps: timesOf('clock_step'),
      duplicates: (repeated[machine] ?? 0) + (await countRepeated(connection, own)),
      misfits,
    };
    return {
      ...range,
      host: { ...range.host, events: within },
      quality: { ...judged, ...scoreQuality(judged) },
    };
  });
}

/** In order of time, each once: files that overlap tell some twice. */
function eventsWithin(
  events: readonly StagedEvent[],
  { machine, start, end }: { machine: string; start: Date; end: Date },
) {
  const within = new Map<string, { at: number; type: StagedEvent['type'] }>();
  for (const { machine: of, at, type } of events)
    if (of === machine && at >= start.getTime() && at < end.getTime())
      within.set(`${at} ${type}`, { at, type });
  return [...within.values()].sort((a, b) => a.at - b.at || (a.type < b.type ? -1 : 1));
}

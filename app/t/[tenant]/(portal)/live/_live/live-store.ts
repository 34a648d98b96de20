import type { LiveSamples } from '../../machines/[machine]/_machine/live-samples.ts';
import type { LiveMetric } from './live-metrics.ts';
import { metricValues } from './live-metrics.ts';

/** The samples of a machine, ascending by time (Unix ms), one column per metric. */
export interface LiveSeries {
  times: number[];
  columns: Record<LiveMetric, (number | null)[]>;
}

/** How far back is drawn. */
export const SPAN_MS = 300_000;

/** What arrived of each machine, outside of React: it changes many times a second, and only canvases show it. */
export class LiveStore {
  readonly #series = new Map<string, LiveSeries>();

  of(machine: string): LiveSeries | undefined {
    return this.#series.get(machine);
  }

  /** Puts samples in their places by time; what is there already stays once, what is older than the span goes. */
  add(machine: string, { time, values }: Pick<LiveSamples, 'time' | 'values'>): void {
    const series: LiveSeries = this.#series.get(machine) ?? {
      times: [],
      columns: { cpu: [], memory: [], disk: [], network: [] },
    };
    this.#series.set(machine, series);
    time.forEach((at, row) => {
      const place = placeOf(series.times, at);
      const known = series.times[place] === at ? 1 : 0;
      series.times.splice(place, known, at);
      const found = metricValues(values, row);
      for (const metric of ['cpu', 'memory', 'disk', 'network'] as const)
        series.columns[metric].splice(place, known, found[metric]);
    });
    const oldest = (series.times.at(-1) ?? 0) - SPAN_MS;
    const gone = series.times.findIndex((at) => at >= oldest);
    if (gone <= 0) return;
    series.times.splice(0, gone);
    for (const column of Object.values(series.columns)) column.splice(0, gone);
  }
}

/** Where a time belongs; nearly always at the end. */
function placeOf(times: readonly number[], at: number): number {
  let place = times.length;
  while (place > 0 && (times[place - 1] ?? 0) >= at) place -= 1;
  return place;
}

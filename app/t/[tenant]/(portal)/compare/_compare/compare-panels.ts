import type { Metric } from '#agent/contract/metrics.ts';
import type { SampleEvent } from '#agent/contract/sample.ts';
import type { Column, Layer, PanelData } from '#app/_components/charts/panel.ts';
import type { Band, SeriesResult } from '#server/metrics/types.ts';
import { describeBasis } from '../../machines/[machine]/_machine/describe-basis.ts';
import { metricName } from '../../machines/[machine]/_machine/metric-name.ts';
import { metricQuantity } from '../../machines/[machine]/_machine/metric-quantity.ts';
import { layOnGrid } from './lay-on-grid.ts';
import type { Side } from './sides.ts';

/** What is drawn of one metric: the sides over one another, and how far they are apart. */
export interface MetricPanels {
  metric: Metric;
  series: PanelData;
  difference: PanelData;
}

/** Moves what a side measured onto the time axis of the first. */
const offsetOf = (side: Side, sides: readonly Side[]): number =>
  (sides[0]?.window.start ?? 0) - side.window.start;

/**
 * The panels of each metric that a side has values of, in base units.
 * @param results of the sides, in their order
 */
export function comparePanels(
  metrics: readonly Metric[],
  sides: readonly Side[],
  results: readonly SeriesResult[],
): MetricPanels[] {
  const width = 1000 * Math.max(...results.map(({ resolutionSeconds }) => resolutionSeconds), 0.001);
  const coarsest = results.find(({ resolutionSeconds }) => resolutionSeconds * 1000 === width);
  const basis = coarsest ? describeBasis(coarsest) : '';
  const bucketed = results.some(({ raw }) => !raw);
  const grid = layOnGrid(
    results.map(({ timestamps, series }, index) => {
      const side = sides[index];
      const offset = side ? offsetOf(side, sides) : 0;
      return { times: timestamps.map((time) => time + offset), bands: series };
    }),
    metrics.map(({ id }) => id),
    width,
  );
  return metrics.map((metric) => {
    const { quantity, times } = metricQuantity(metric);
    const layers = sides.flatMap(({ letter, label, color }, index): Layer[] => {
      const band = grid.sides[index]?.[metric.id];
      if (!band?.avg.some((value) => value !== null)) return [];
      return [{ key: letter, label, color, ...inBaseUnit(band, times) }];
    });
    const panel = { quantity, note: '', basis, stacked: false, times: grid.times, peak: null };
    const name = metricName(metric);
    return {
      metric,
      series: {
        ...panel,
        ...{ id: metric.id, title: name, layers, bucketed },
        yMax: quantity === 'percent' ? 100 : null,
      },
      difference: {
        ...panel,
        ...{ id: `${metric.id}-difference`, signed: true, yMax: null, bucketed: false },
        ...differences(name, layers, sides.length),
      },
    };
  });
}

/** A − B of two; of more, each without the average of all that are there. */
function differences(
  name: string,
  layers: readonly Layer[],
  sides: number,
): Pick<PanelData, 'title' | 'layers'> {
  const [a, b] = layers;
  if (sides === 2) {
    const title = `${name}: A − B`;
    if (!a || !b) return { title, layers: [] };
    const apart = a.avg.map((value, row) => minus(value, b.avg[row] ?? null));
    return { title, layers: [lineOf({ key: 'A − B', label: 'A − B', color: '--text-2' }, apart)] };
  }
  const rows = a?.avg.map((_, row) => average(layers.map(({ avg }) => avg[row] ?? null))) ?? [];
  return {
    title: `${name}: against the average of all`,
    layers: layers.map((layer) =>
      lineOf(
        layer,
        layer.avg.map((value, row) => minus(value, rows[row] ?? null)),
      ),
    ),
  };
}

/** Restarts, gaps and clock steps of all sides, where they stand on the common axis. */
export const compareEvents = (sides: readonly Side[], results: readonly SeriesResult[]): SampleEvent[] =>
  results
    .flatMap(({ events }, index) => {
      const side = sides[index];
      return side ? events.map((event) => ({ ...event, at: event.at + offsetOf(side, sides) })) : [];
    })
    .sort((a, b) => a.at - b.at);

const minus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

const lineOf = ({ key, label, color }: Pick<Layer, 'key' | 'label' | 'color'>, values: Column): Layer => ({
  ...{ key, label, color },
  ...{ avg: values, min: values, max: values },
});

/** Of what is known; of less than two nothing can be told apart. */
function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < 2 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function inBaseUnit({ avg, min, max }: Band, times: number): Band {
  if (times === 1) return { avg, min, max };
  const by = (column: Column): Column => column.map((value) => (value === null ? null : value * times));
  return { avg: by(avg), min: by(min), max: by(max) };
}

import type uPlot from 'uplot';
import type { Column, FittedPanel } from './panel.ts';
import { stackColumns } from './stack-columns.ts';

/**
 * The panel as uPlot's columns, in the order plot-options.ts declares series: the edges of a stack and its peak, or
 * per line avg, min and max, or the rows of a heat map. A hidden layer keeps its place: empty in a stack, null as a line.
 */
export function toAlignedData(panel: FittedPanel, hidden: ReadonlySet<string>): uPlot.AlignedData {
  const none: Column = panel.times.map(() => null);
  if (panel.heat) return [panel.times, ...panel.layers.map((layer) => layer.avg)];
  if (panel.stacked) {
    const shown = panel.layers.map((layer) => (hidden.has(layer.key) ? none : layer.avg));
    const peak = panel.peak && !hidden.has('peak') ? panel.peak.values : none;
    return [panel.times, ...stackColumns(shown), peak];
  }
  const columns = panel.layers.flatMap((layer) =>
    hidden.has(layer.key) ? [none, none, none] : [layer.avg, layer.min, layer.max],
  );
  return [panel.times, ...columns];
}

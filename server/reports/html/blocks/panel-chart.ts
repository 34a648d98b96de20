import type { SmallMultiples, TimeChart } from '../../report-model.ts';

/** One panel of small multiples as a chart of its own, over the shared axes; null when there is none at that place. */
export function panelChart(block: SmallMultiples, at: number): TimeChart | null {
  const panel = block.panels[at];
  if (!panel) return null;
  return {
    type: 'time-chart',
    title: `${block.title}: ${panel.label}`,
    unit: block.unit,
    form: 'lines',
    start: block.start,
    end: block.end,
    resolutionSeconds: block.resolutionSeconds,
    times: block.times,
    top: block.top,
    ceiling: null,
    series: [
      {
        id: 'panel',
        label: panel.label,
        colour: block.colour,
        avg: panel.avg,
        min: panel.min,
        max: panel.max,
      },
    ],
    peak: null,
    marks: [],
  };
}

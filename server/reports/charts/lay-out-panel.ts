import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { SmallMultiples } from '../report-model.ts';
import { type EdgePoint, runPoints } from './run-points.ts';
import { splitRuns } from './split-runs.ts';

type Panel = Pick<SmallMultiples['panels'][number], 'avg' | 'min' | 'max'>;

/** The paths of one of many small charts; empty where there is nothing to draw. */
export interface PanelGeometry {
  line: string;
  band: string;
}

/** Lays out one of many small charts in its box, over the time and values all of them share. */
export function layOutPanel(
  frame: Pick<SmallMultiples, 'start' | 'end' | 'times' | 'resolutionSeconds' | 'top'>,
  panel: Panel,
  width: number,
  height: number,
): PanelGeometry {
  const x = scaleLinear().domain([frame.start, frame.end]).range([0, width]).clamp(true);
  const y = scaleLinear()
    .domain([0, frame.top > 0 ? frame.top : 1])
    .range([height, 0])
    .clamp(true);
  const draw = (
    path: (points: EdgePoint[]) => string | null,
    edges: (index: number) => readonly [low: number, high: number] | null,
  ): string =>
    splitRuns(frame.times.length, (index) => edges(index) !== null)
      .map((run) =>
        path(runPoints(run, frame.times, frame.resolutionSeconds, (index) => edges(index) ?? [0, 0])),
      )
      .join('');
  const linePath = line<EdgePoint>()
    .x((point) => x(point.time))
    .y((point) => y(point.high))
    .digits(1);
  const areaPath = area<EdgePoint>()
    .x((point) => x(point.time))
    .y0((point) => y(point.low))
    .y1((point) => y(point.high))
    .digits(1);
  const { avg, min, max } = panel;
  return {
    line: draw(linePath, (index) => {
      const value = avg[index] ?? null;
      return value === null ? null : [value, value];
    }),
    band: draw(areaPath, (index) => {
      const [low, high] = [min?.[index] ?? null, max?.[index] ?? null];
      return low === null || high === null ? null : [low, high];
    }),
  };
}

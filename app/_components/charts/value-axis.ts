import type uPlot from 'uplot';
import { axisSplits } from './axis-splits.ts';
import { logRange } from './log-range.ts';
import { niceCeiling } from './nice-ceiling.ts';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';

/** Of a difference that is nowhere more than this, it is said that there is none. */
const SMALLEST_REACH = 0.1;

/** The y scale: from 0 up to a round value or the panel's own end; powers of ten when it is logarithmic. */
export const valueScale = (state: () => PlotState): uPlot.Scale => ({
  distr: state().log ? 3 : 1,
  range: (_plot, min, max) => {
    const { panel, log, hidden } = state();
    if (log) return logRange(panel, hidden);
    if (panel.signed) {
      const reach = niceCeiling(Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)), SMALLEST_REACH);
      return [-reach, reach];
    }
    return [0, panel.yMax ?? niceCeiling(max)];
  },
});

/** The y axis over that scale. */
export const valueAxis = (state: () => PlotState): uPlot.Axis => {
  const { log } = state();
  return {
    stroke: () => readColor('--text-3'),
    font: FONT,
    size: 38,
    gap: 6,
    grid: { stroke: () => readColor('--line'), width: 1 },
    ticks: { show: false },
    ...(log
      ? { splits: (_plot, _axis, min, max) => decades(min, max), filter: (_plot, splits) => splits }
      : { splits: (_plot, _axis, min, max) => (min < 0 ? bothWays(max) : axisSplits(max)) }),
    values: (_plot, splits) =>
      splits.map((value) => (log ? decadeName(value) : axisValue(value, stepOf(splits)))),
  };
};

/** Half as many values up as on an axis from 0, and the same down. */
function bothWays(max: number): number[] {
  const up = axisSplits(max).filter((_, index) => index % 2 === 0);
  return [
    ...up
      .slice(1)
      .reverse()
      .map((value) => -value),
    ...up,
  ];
}

const stepOf = ([first = 0, second = 0]: readonly number[]): number => second - first || first;

/** The powers of ten of a logarithmic axis. */
function decades(min: number, max: number): number[] {
  const [low, high] = [Math.round(Math.log10(min)), Math.round(Math.log10(max))];
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
}

/** 0.01, 1, 100, 10k, 1M: never longer than the axis is wide. */
const decadeName = (value: number): string => {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e4) return `${value / 1e3}k`;
  return value >= 1e-3 ? String(Number(value.toPrecision(1))) : value.toExponential(0);
};

/** All labels of an axis have the decimals its step needs. */
const axisValue = (value: number, step: number): string =>
  value === 0 ? '0' : value.toFixed(Number.isInteger(step) ? 0 : step < 1 ? 2 : 1).replace('-', '−');

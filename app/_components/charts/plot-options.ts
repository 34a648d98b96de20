import uPlot from 'uplot';
import { dragZoom } from './drag-zoom.ts';
import { drawEvents } from './draw-events.ts';
import { drawShortRuns } from './draw-short-runs.ts';
import { formatTick } from './format-tick.ts';
import { heatOptions } from './heat-options.ts';
import type { Hold } from './hold.ts';
import type { PlotState } from './panel.ts';
import { readColor } from './read-color.ts';
import { tooltip } from './tooltip.ts';
import { touchZoom } from './touch-zoom.ts';
import { valueAxis, valueScale } from './value-axis.ts';

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';
const AREA_OPACITY = 0.86;
const BAND_OPACITY = 0.18;
const EDGE_OPACITY = 0.32;

/**
 * Options of one plot. Everything that may change while it lives (window, colours, hidden layers) is read from
 * `state` at each draw; series are fixed, see toAlignedData for their order.
 */
export function plotOptions(state: () => PlotState, width: number, height: number): uPlot.Options {
  const { panel } = state();
  const hold: Hold = { window: null };
  const heat = panel.heat ? heatOptions(state) : null;
  return {
    width,
    height,
    ms: 1,
    // Ticks stand at whole hours and days of the reader's zone.
    tzDate: (time) => uPlot.tzDate(new Date(time), state().zone),
    // At the right there is room for half a label of the time axis.
    padding: [8, 17, 0, 0],
    legend: { show: false },
    cursor: {
      x: true,
      y: false,
      points: { show: false },
      // With Shift the plot is moved, see dragZoom.
      bind: {
        mousedown: (_plot, _target, handle) => (event) => {
          if (event.button === 0 && !event.shiftKey) handle(event);
          return null;
        },
      },
      drag: { x: state().zoom !== null, y: false, setScale: false },
      // One cursor over all panels of a page.
      sync: { key: 'page', scales: ['x', null], setSeries: false },
    },
    scales: {
      x: {
        time: true,
        range: () => {
          const { start, end } = hold.window ?? state();
          return [start, end];
        },
      },
      y: heat?.scale ?? valueScale(state),
    },
    axes: [
      {
        stroke: () => readColor('--text-3'),
        font: FONT,
        size: 24,
        gap: 4,
        space: 56,
        grid: { show: false },
        ticks: { show: false },
        values: (_plot, splits, _axis, _space, step) =>
          splits.map((time) => formatTick(time, step, state().zone)),
      },
      heat?.axis ?? valueAxis(state),
    ],
    series: [{}, ...(heat?.series ?? (panel.stacked ? stackSeries(state) : lineSeries(state)))],
    bands: heat ? [] : panel.stacked ? stackBands(state) : lineBands(state),
    plugins: [
      heat?.plugin ?? drawShortRuns(state, AREA_OPACITY),
      drawEvents(state),
      tooltip(state),
      dragZoom(state, hold),
      touchZoom(state, hold),
    ],
  };
}

function stackSeries(state: () => PlotState): uPlot.Series[] {
  const { layers } = state().panel;
  const areas = layers.map(
    (layer, index): uPlot.Series => ({
      // No edge: over a layer that is 0 it would draw a line for nothing.
      stroke: 'transparent',
      width: 0,
      ...(index === 0 ? { fill: () => readColor(layer.color, AREA_OPACITY) } : {}),
      points: { show: false },
    }),
  );
  const peak: uPlot.Series = {
    stroke: () => readColor('--text-3'),
    width: 1,
    dash: [2, 3],
    points: { show: false },
  };
  return [...areas, peak];
}

const stackBands = (state: () => PlotState): uPlot.Band[] =>
  state()
    .panel.layers.slice(1)
    .map((layer, index) => ({
      series: [index + 2, index + 1],
      fill: () => readColor(layer.color, AREA_OPACITY),
    }));

const lineSeries = (state: () => PlotState): uPlot.Series[] =>
  state().panel.layers.flatMap((layer): uPlot.Series[] => [
    { stroke: () => readColor(layer.color), width: 1.5, points: { show: false } },
    { stroke: 'transparent', width: 0, points: { show: false } },
    // An edge, so that a spike of a single bucket is seen as well.
    {
      stroke: () => (state().panel.bucketed ? readColor(layer.color, EDGE_OPACITY) : 'transparent'),
      width: 1,
      points: { show: false },
    },
  ]);

const lineBands = (state: () => PlotState): uPlot.Band[] =>
  state().panel.layers.map((layer, index) => ({
    series: [index * 3 + 3, index * 3 + 2],
    fill: () => readColor(layer.color, state().panel.bucketed ? BAND_OPACITY : 0),
  }));

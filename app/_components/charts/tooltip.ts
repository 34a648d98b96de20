import type uPlot from 'uplot';
import { formatNumber } from '../format/format-number.ts';
import { formatClock, formatDay } from '../format/zoned-time.ts';
import { rowUnder, topRows } from './heat-options.ts';
import type { PlotState } from './panel.ts';

const MARGIN = 10;
/** Further from the cursor than this, px, the nearest row is not what the cursor points at. */
const REACH = 12;

/** A small table beside the cursor: the moment, and each shown layer's value there. */
export function tooltip(state: () => PlotState): uPlot.Plugin {
  const box = document.createElement('div');
  box.className = 'chart-tooltip';
  const place = (plot: uPlot) => {
    const { idx, left } = plot.cursor;
    if (typeof idx !== 'number' || left === undefined || left < 0) {
      box.style.display = 'none';
      return;
    }
    const time = plot.data[0][idx];
    const near = time !== undefined && Math.abs(plot.valToPos(time, 'x') - left) <= REACH;
    box.replaceChildren(
      ...(near ? rows(state(), idx, plot) : nothing(plot.posToVal(left, 'x'), state().zone)),
    );
    box.style.display = 'block';
    const beside = left + MARGIN + box.offsetWidth > plot.over.clientWidth;
    const x = plot.over.offsetLeft + (beside ? left - MARGIN - box.offsetWidth : left + MARGIN);
    box.style.transform = `translateX(${Math.round(Math.max(0, x))}px)`;
  };
  return {
    hooks: {
      init: (plot) => plot.root.append(box),
      setCursor: place,
      setData: place,
      destroy: () => box.remove(),
    },
  };
}

function rows({ panel, hidden, zone }: PlotState, row: number, plot: uPlot): HTMLElement[] {
  const time = panel.times[row];
  if (time === undefined) return [];
  if (panel.heat) {
    const under = panel.layers[rowUnder(plot, panel.layers.length) ?? -1];
    const shown = under ? [{ layer: under, value: under.avg[row] ?? null }] : topRows(panel, row, 3);
    return [
      moment(time, zone),
      ...shown.map(({ layer, value }) => line(layer.label, formatNumber(value), `var(${layer.color})`)),
    ];
  }
  const lines = panel.layers
    .filter((layer) => !hidden.has(layer.key))
    .map((layer) => {
      const range =
        panel.bucketed && !panel.stacked
          ? ` (${formatNumber(layer.min[row])}–${formatNumber(layer.max[row])})`
          : '';
      return line(layer.label, `${formatNumber(layer.avg[row])}${range}`, `var(${layer.color})`);
    });
  // The order of a stack as it is seen: the topmost first.
  if (panel.stacked) lines.reverse();
  if (panel.peak && !hidden.has('peak'))
    lines.unshift(line(panel.peak.label, formatNumber(panel.peak.values[row]), 'var(--text-3)'));
  return [moment(time, zone), ...lines];
}

function nothing(time: number, zone: string): HTMLElement[] {
  const text = document.createElement('div');
  text.textContent = 'no samples';
  return [moment(time, zone), text];
}

function moment(time: number, zone: string): HTMLElement {
  const head = document.createElement('b');
  head.textContent = `${formatDay(time, zone)}, ${formatClock(time, zone, true)}`;
  return head;
}

function line(label: string, value: string, color: string): HTMLElement {
  const row = document.createElement('div');
  const swatch = document.createElement('i');
  swatch.style.background = color;
  const figure = document.createElement('b');
  figure.textContent = value;
  row.append(swatch, label, figure);
  return row;
}

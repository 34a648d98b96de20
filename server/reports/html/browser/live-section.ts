import type { LiveData } from '../data/live-data.ts';
import type { Span } from '../data/slice-block.ts';
import type { Controls } from './controls.ts';
import { followKeys } from './follow-keys.ts';
import { followPointer } from './follow-pointer.ts';
import { livePlot } from './live-plot.ts';
import { nameTime } from './name-time.ts';
import { nearIndex } from './near-index.ts';
import { readout } from './readout.ts';
import type { Tip } from './tip.ts';
import { toggleSeries } from './toggle-series.ts';
import { zoomBar } from './zoom-bar.ts';

/** The charts of a section: one stretch of time and one cursor for all of them. */
export interface LiveSection {
  /** Marks a moment (Unix ms) in every chart. */
  pin: (at: number) => void;
}

/** Makes the charts of a section live; null when it has none. */
export function liveSection(element: HTMLElement, data: LiveData, tip: Tip): LiveSection | null {
  const plots = [...element.querySelectorAll<HTMLElement>('.canvas[data-plot]')].flatMap(
    (canvas) => livePlot(canvas, data) ?? [],
  );
  if (plots.length === 0) return null;
  let span: Span | null = null;
  let pinned: number | null = null;

  const placePin = (): void => {
    for (const plot of plots) plot.place('pin', pinned, pinned === null ? '' : nameTime(pinned, data.zone));
  };
  const show = (wanted: Span | null): void => {
    span = wanted;
    for (const plot of plots) {
      plot.draw(span);
      plot.place('cursor', null);
    }
    tip.hide();
    placePin();
    bar.show(span && `${nameTime(span.start, data.zone)} to ${nameTime(span.end, data.zone)}`);
  };
  const bar = zoomBar(element, () => show(null));
  const controls: Controls = {
    point: (time) => {
      for (const plot of plots) plot.place('cursor', time);
    },
    zoom: (plot, wanted) => {
      if (!wanted) return show(null);
      const { times } = plot.shown();
      const [from, until] = [nearIndex(plot.shown(), wanted.start), nearIndex(plot.shown(), wanted.end)];
      const [start, end] = [times[from], times[until]];
      if (start !== undefined && end !== undefined && start < end) show({ start, end });
    },
    isZoomed: () => span !== null,
    read: (plot, time, share) => {
      const chart = plot.shown();
      const row = chart.type === 'heat-chart' ? Math.floor(share * chart.rows.length) : 0;
      return readout(chart, nearIndex(chart, time), row, data.zone);
    },
  };
  for (const plot of plots) {
    followPointer(plot, controls, tip);
    followKeys(plot, controls, tip);
    toggleSeries(plot);
  }
  return {
    pin: (at) => {
      pinned = at;
      if (span && (at < span.start || at > span.end)) show(null);
      placePin();
    },
  };
}

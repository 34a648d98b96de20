'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { PlotState } from './panel.ts';
import { plotOptions } from './plot-options.ts';
import { toAlignedData } from './to-aligned-data.ts';

/**
 * Keeps a uPlot in `host`: made once per layout of series, fed whenever `state` changes, drawn again when the theme,
 * the size or the fonts change. Gives the plot to those who move its cursor or take its picture.
 */
export function usePlot(host: RefObject<HTMLDivElement | null>, state: PlotState): RefObject<uPlot | null> {
  const current = useRef(state);
  const plot = useRef<uPlot | null>(null);
  const { panel, log } = state;
  const layout = `${panel.stacked} ${panel.heat} ${panel.signed} ${log} ${panel.layers.map((layer) => layer.key).join(' ')}`;

  useLayoutEffect(() => {
    current.current = state;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout of series needs a new plot
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const { panel, hidden } = current.current;
    const made = new uPlot(
      plotOptions(() => current.current, element.clientWidth, element.clientHeight),
      toAlignedData(panel, hidden),
      element,
    );
    plot.current = made;
    const size = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    size.observe(element);
    const theme = new MutationObserver(() => made.redraw());
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    document.fonts.ready.then(() => plot.current === made && made.redraw());
    return () => {
      plot.current = null;
      size.disconnect();
      theme.disconnect();
      made.destroy();
    };
  }, [layout, host]);

  useEffect(() => {
    plot.current?.setData(toAlignedData(state.panel, state.hidden));
  }, [state]);
  return plot;
}

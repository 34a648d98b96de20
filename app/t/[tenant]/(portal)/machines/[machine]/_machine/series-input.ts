import type { Kind } from '#agent/contract/sample.ts';
import { DERIVED } from './derive-bands.ts';
import { HOST_SPECS } from './host-specs.ts';
import type { PanelSpec } from './panel-spec.ts';

/** Unix ms; `end` is not included. */
export interface Window {
  start: number;
  end: number;
}

/** Enough for one bucket per pixel on a wide screen; 15 minutes of one-second samples stay raw. */
const MAX_POINTS = 900;

/** What is asked from the store to draw these panels. */
const metricsOf = (specs: readonly PanelSpec[]): string[] => {
  const drawn = specs.flatMap(({ layers, peak, needs }) => [
    ...layers.map(({ metric }) => metric),
    ...(peak ? [peak.metric] : []),
    ...(needs ?? []),
  ]);
  return [...new Set(drawn.flatMap((metric) => DERIVED[metric] ?? [metric]))];
};

/** The question for the data of panels; the server's prefetch and the browser ask it in the same words. */
export function seriesInput(
  machine: string,
  window: Window,
  of: { kind: Kind; specs: readonly PanelSpec[]; entities?: string[] } = {
    kind: 'host',
    specs: HOST_SPECS.overview,
  },
) {
  return {
    machine,
    kind: of.kind,
    metrics: metricsOf(of.specs),
    ...(of.entities && { entities: of.entities }),
    start: new Date(window.start),
    end: new Date(window.end),
    maxPoints: MAX_POINTS,
  };
}

import type { Side } from './sides.ts';

/** One bucket per pixel of a chart that is half as wide as the page. */
const MAX_POINTS = 600;

/** The question for what the charts draw; the server's prefetch and the browser ask it in the same words. */
export const seriesQuestion = (sides: readonly Side[], metrics: readonly string[]) => ({
  sides: sides.map(({ machine, window }) => ({
    machine,
    start: new Date(window.start),
    end: new Date(window.end),
  })),
  metrics: [...metrics],
  maxPoints: MAX_POINTS,
});

import type uPlot from 'uplot';

/** Moves the cursor on all panels of the page; uPlot's types leave the third parameter out, which passes the move on. */
export function moveCursor(plot: uPlot, to: { left: number; top: number }): void {
  const move: (to: { left: number; top: number }, fire: boolean, publish: boolean) => void = plot.setCursor;
  move(to, true, true);
}

import type { State } from '../report-model.ts';
import { STATES } from './palette.ts';
import type { Pen } from './pen.ts';

/** A verdict as a word on its colour. */
export function statePill(pen: Pen, state: State, x: number, baseline: number): void {
  const width = state === 'unrated' ? 40 : state === 'watch' ? 34 : state === 'good' ? 30 : 24;
  pen.box(x, baseline - 8.4, width, 12, STATES[state].ground, 6);
  pen.text(state, x + width / 2, baseline, {
    size: 7.4,
    weight: 600,
    colour: STATES[state].ink,
    anchor: 'middle',
  });
}

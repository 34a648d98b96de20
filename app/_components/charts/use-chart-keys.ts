'use client';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { describePoint } from './describe-point.ts';
import { moveCursor } from './move-cursor.ts';
import type { PlotState } from './panel.ts';
import { zoomAround } from './zoom-around.ts';

const FAR = 10;
/** A point is told once the cursor rests on it for so long, ms. */
const REST_MS = 350;

/**
 * Keys of a focused chart: arrows move the cursor by a point, with Shift by ten; Home and End go to the first and last
 * one; + and − zoom around the cursor; Escape takes the cursor away, and then leads back out of a zoom. `said` is what
 * a screen reader is told.
 */
export function useChartKeys(plot: RefObject<uPlot | null>, state: PlotState) {
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const row = useRef<number | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid(text), REST_MS);
  };
  const point = (wanted: number) => {
    const { panel, start, end } = state;
    const drawn = plot.current;
    const first = panel.times.findIndex((time) => time >= start);
    const last = panel.times.findLastIndex((time) => time <= end);
    if (!drawn || first === -1 || last < first) return;
    const at = Math.min(last, Math.max(first, wanted));
    row.current = at;
    const left = drawn.valToPos(panel.times[at] ?? start, 'x');
    moveCursor(drawn, { left, top: drawn.over.clientHeight / 2 });
    say(describePoint(state, at));
  };
  const leave = () => {
    row.current = null;
    clearTimeout(timer.current);
    setSaid('');
    if (plot.current) moveCursor(plot.current, { left: -10, top: -10 });
  };
  const zoom = (factor: number) => {
    const { panel, start, end } = state;
    const at = panel.times[row.current ?? -1] ?? (start + end) / 2;
    const next = zoomAround(state, at, factor);
    state.zoom?.into(next.start, next.end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { times } = state.panel;
    const now = row.current;
    const step = event.shiftKey ? FAR : 1;
    const act = actionOf(event.key);
    if (!act) return;
    event.preventDefault();
    act();

    function actionOf(key: string): (() => void) | null {
      switch (key) {
        case 'ArrowLeft':
          return () => point((now ?? times.length) - step);
        case 'ArrowRight':
          return () => point((now ?? -1) + step);
        case 'Home':
          return () => point(0);
        case 'End':
          return () => point(times.length - 1);
        case '+':
        case '=':
          return () => zoom(0.5);
        case '-':
          return () => zoom(2);
        case 'Escape':
          return () => (now === null ? state.zoom?.out() : leave());
        default:
          return null;
      }
    }
  };
  return { said, onKeyDown, onBlur: leave };
}

'use client';
import { useState } from 'react';
import type { Period } from '#app/_components/range/period.ts';
import { viewQuery } from '../view-query.ts';
import type { Window } from './series-input.ts';
import { type Extent, fixedWindow } from './window-of.ts';

interface ViewWindow {
  /** The window of a period that does not move with the clock. */
  fixed: Window | null;
  /** The server's clock when the period was chosen, Unix ms. */
  now: number;
}

/**
 * When the shown period was chosen, and the window that it has since: what arrives later does not widen "all".
 * @param serverNow the server's clock when the page was made, Unix ms
 */
export function useViewWindow(period: Period, extent: Extent, serverNow: number): ViewWindow {
  // Taken once: the two clocks may differ.
  const [ahead] = useState(() => serverNow - Date.now());
  const key = viewQuery({ period });
  const [chosen, choose] = useState({ key, serverNow, ...viewWindow(period, extent, serverNow) });
  if (chosen.key === key && chosen.serverNow === serverNow) return chosen;
  const now = chosen.serverNow === serverNow ? Date.now() + ahead : serverNow;
  const next = { key, serverNow, ...viewWindow(period, extent, now) };
  choose(next);
  return next;
}

const viewWindow = (period: Period, extent: Extent, now: number): ViewWindow => ({
  fixed: fixedWindow(period, extent, now),
  now,
});

'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Refresh, refreshPause } from '#app/_components/range/refresh.ts';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { LIVE_UP_TO_MS } from '../search-params.ts';
import { mergeLive } from './merge-live.ts';
import { seriesInput, type Window } from './series-input.ts';
import { useLiveRows } from './use-live-rows.ts';
import { useSettled } from './use-settled.ts';
import { windowEnd } from './window-end.ts';

/** How often the present moment is looked at when no sample says so. */
const TICK_MS = 5000;
const BUCKETS = 900;

/** How often a range of `width` ms is asked again: once per bucket, within reason. */
export const refreshEvery = (width: number) => Math.min(300_000, Math.max(15_000, width / BUCKETS));

/**
 * What the panels of a machine draw, and the window they show (Unix ms). Up to an hour the stored part is asked once
 * and arriving samples move the window; longer ranges are asked again at the pace of their buckets. A `fixed` window
 * does neither. Another pace than `auto` is kept to, without a stream. Until the answer for another window is there, the
 * former is drawn, `turning`.
 *
 * @param width of a window that moves, ms
 * @param serverNow the server's clock when the window was chosen, Unix ms
 */
export function useHostSeries(
  machine: string,
  { width, fixed, refresh }: { width: number; fixed: Window | null; refresh: Refresh },
  serverNow: number,
) {
  const trpc = useTRPC();
  const moves = fixed === null && refresh === 'auto' && width <= LIVE_UP_TO_MS;
  const paced = useNow(serverNow, refreshPause(refresh, refreshEvery(width)));
  const asked = moves ? serverNow : paced;
  const query = useQuery({
    ...trpc.metrics.series.queryOptions(seriesInput(machine, fixed ?? { start: asked - width, end: asked })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { rows, state } = useLiveRows(machine, width, moves);
  const now = useNow(serverNow, TICK_MS);
  const newest = rows.at(-1)?.time ?? query.data?.timestamps.at(-1) ?? null;
  const end = fixed?.end ?? (moves ? windowEnd(newest, now) : asked);
  const start = fixed?.start ?? end - width;
  const { data, isPlaceholderData } = query;
  const series = useMemo(
    () => (data && !isPlaceholderData ? mergeLive(data, rows, start) : undefined),
    [data, isPlaceholderData, rows, start],
  );
  const drawn = useSettled({ series, events: data?.events, start, end, width, fixed }, !isPlaceholderData);
  return {
    series: drawn.series,
    events: drawn.events,
    start: drawn.start,
    end: drawn.end,
    /** Whether the window that was chosen is still to be drawn. */
    turning: drawn.fixed !== fixed || drawn.width !== width,
    live: state,
    /** Whether samples have stopped coming although the connection stands. */
    quiet: moves && newest !== end,
    error: query.error,
    refetch: query.refetch,
  };
}

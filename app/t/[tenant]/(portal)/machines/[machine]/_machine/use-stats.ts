'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Window } from './series-input.ts';

/**
 * The statistics of all that was measured in a window. They take their time, hold no other
 * question up, and are given up when the window is left.
 */
export function useStats(machine: string, window: Window, enabled = true) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.metrics.stats.queryOptions(
      { machine, start: new Date(window.start), end: new Date(window.end) },
      { trpc: { context: { alone: true }, abortOnUnmount: true } },
    ),
    enabled,
    placeholderData: keepPreviousData,
  });
}

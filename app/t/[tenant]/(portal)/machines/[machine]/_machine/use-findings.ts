'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Window } from './series-input.ts';

/**
 * What the rules of reports say of a window. They read much: nothing waits for them, and they
 * are given up when the window is left.
 */
export function useFindings(machine: string, window: Window) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.reports.findings.queryOptions(
      { machine, start: new Date(window.start), end: new Date(window.end) },
      { trpc: { context: { alone: true }, abortOnUnmount: true } },
    ),
    placeholderData: keepPreviousData,
  });
}

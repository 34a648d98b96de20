'use client';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNow } from '#app/_components/use-now.ts';
import type { MachineView } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { type MachineLoad, machineLoad } from './machine-load.ts';

const WINDOW_MS = 3_600_000;
const REFRESH_MS = 15_000;
const POINTS = 60;

/** The last hour of every machine, by machine id; looked at again every 15 seconds. */
export function useFleetLoad(
  machines: readonly MachineView[],
  serverNow: number,
): ReadonlyMap<string, MachineLoad> {
  const trpc = useTRPC();
  const now = useNow(serverNow, REFRESH_MS);
  const range = { start: new Date(now - WINDOW_MS), end: new Date(now) };
  const series = useQueries({
    queries: machines.map(({ machine_id }) => ({
      ...trpc.metrics.series.queryOptions({
        machine: machine_id,
        kind: 'host',
        metrics: ['cpu_used', 'mem_used', 'mem_total'],
        maxPoints: POINTS,
        ...range,
      }),
      placeholderData: keepPreviousData,
    })),
    combine: (results) => results.map((result) => result.data),
  });
  const stats = useQueries({
    queries: machines.map(({ machine_id }) => ({
      ...trpc.metrics.stats.queryOptions({ machine: machine_id, ...range }),
      placeholderData: keepPreviousData,
    })),
    combine: (results) => results.map((result) => result.data),
  });
  return useMemo(
    () => new Map(machines.map(({ id }, index) => [id, machineLoad(series[index], stats[index])])),
    [machines, series, stats],
  );
}

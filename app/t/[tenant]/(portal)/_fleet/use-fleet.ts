'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FleetView } from '#app/_trpc/outputs.ts';
import { useTRPC, useTRPCClient } from '#app/_trpc/use-trpc.ts';
import type { FleetRange } from '#server/fleet/fleet-range.ts';

/** Longer ranges change with the hour. */
const REFRESH_MS: Record<FleetRange, number> = { '1h': 10_000, '6h': 30_000, '24h': 60_000, '7d': 120_000 };

/** The fleet over a range, brought up to date again and again; what is the same is not sent again. */
export function useFleet(range: FleetRange) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const queryKey = useTRPC().fleet.read.queryKey({ range });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<FleetView> => {
      const known = queries.getQueryData(queryKey);
      const question = { range, ...(known && { version: known.version }) };
      const fleet = (await client.fleet.read.query(question, { signal, context: { alone: true } })) ?? known;
      if (!fleet) throw new Error('The fleet was not answered.');
      return fleet;
    },
    refetchInterval: REFRESH_MS[range],
    placeholderData: keepPreviousData,
  });
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/**
 * The ids of the machines a form is about: those that were chosen (`before` the form was opened), and until then the
 * only one when there is one.
 */
export function useChosenMachines(
  before: string[] | null = null,
): [chosen: string[], choose: (ids: string[]) => void] {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.machines.list.queryOptions());
  const [chosen, choose] = useState(before);
  const only = data?.length === 1 ? data.map(({ id }) => id) : [];
  return [chosen ?? only, choose];
}

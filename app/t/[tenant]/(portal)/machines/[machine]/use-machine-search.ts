'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type MachineSearch, machineSearchParams } from './search-params.ts';
import { type View, viewQuery } from './view-query.ts';

/**
 * The state in the address, and the way to another one: at once and without asking the server for the page again, for
 * what is shown then asks for itself.
 * @param range what the reader prefers to see when the address names no time
 */
export function useMachineSearch(range: string | undefined): [MachineSearch, (to: View) => void] {
  const params = useSearchParams();
  const search = useMemo(() => {
    const given = [...new Set(params.keys())].map((name) => {
      const [value, ...more] = params.getAll(name);
      return [name, more.length === 0 ? value : undefined];
    });
    return machineSearchParams(Object.fromEntries(given), range);
  }, [params, range]);
  const show = useCallback((to: View) => window.history.pushState(null, '', `?${viewQuery(to)}`), []);
  return [search, show];
}

'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { type FleetSearch, fleetQuery, readFleetSearch } from './fleet-search.ts';

/** The state in the address, and how to change a part of it: at once, without asking the server for the page again. */
export function useFleetSearch(): [FleetSearch, (change: Partial<FleetSearch>) => void] {
  const params = useSearchParams();
  const search = useMemo(() => readFleetSearch(params), [params]);
  const change = useCallback((part: Partial<FleetSearch>) => {
    // Read where it stands: two changes may come before the page is drawn again.
    const now = readFleetSearch(new URLSearchParams(window.location.search));
    const next = `${window.location.pathname}${fleetQuery({ ...now, ...part })}`;
    window.history.replaceState(null, '', next);
  }, []);
  return [search, change];
}

import type { MachineSearch, Period, Tab } from './search-params.ts';

const instant = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

const periodQuery = (period: Period): [string, string][] =>
  'range' in period
    ? [['range', period.range]]
    : [
        ['from', instant(period.from)],
        ['to', instant(period.to)],
      ];

/** The query of a machine's page that shows this; machineSearchParams reads it. */
export function viewQuery(view: { period: Period; tab?: Tab; back?: MachineSearch['back'] }): string {
  const { period, tab = 'overview', back = null } = view;
  const parts = new URLSearchParams(periodQuery(period));
  if (tab !== 'overview') parts.set('tab', tab);
  if (back) parts.set('back', new URLSearchParams(periodQuery(back)).toString());
  // A colon need not be escaped in a query, and an address is read by people.
  return parts.toString().replaceAll('%3A', ':');
}

/** Where a machine is shown. */
export const machineHref = (machine: string, view: Parameters<typeof viewQuery>[0]): string =>
  `/machines/${encodeURIComponent(machine)}?${viewQuery(view)}`;

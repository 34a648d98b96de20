import { type Period, periodQuery } from '#app/_components/range/period.ts';
import type { Refresh } from '#app/_components/range/refresh.ts';
import type { MachineSearch, Tab } from './search-params.ts';

/** What an address of the page says. */
export interface View {
  period: Period;
  tab?: Tab;
  refresh?: Refresh;
  back?: MachineSearch['back'];
}

/** The query of a machine's page that shows this; machineSearchParams reads it. */
export function viewQuery({ period, tab = 'overview', refresh = 'auto', back = null }: View): string {
  const parts = new URLSearchParams(periodQuery(period));
  if (tab !== 'overview') parts.set('tab', tab);
  if (refresh !== 'auto') parts.set('refresh', refresh);
  if (back) parts.set('back', new URLSearchParams(periodQuery(back)).toString());
  // A colon need not be escaped in a query, and an address is read by people.
  return parts.toString().replaceAll('%3A', ':');
}

/** Where a machine is shown. */
export const machineHref = (machine: string, view: View): string =>
  `/machines/${encodeURIComponent(machine)}?${viewQuery(view)}`;

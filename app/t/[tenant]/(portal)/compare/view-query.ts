import { type Period, periodQuery } from '#app/_components/range/period.ts';
import { type CompareSearch, FIRST_METRICS, type Second, type Span } from './search-params.ts';

function spanQuery({ period, second }: Span): [string, string][] {
  if (second === null) return periodQuery(period);
  const further: [string, string][] =
    'before' in second
      ? [['before', second.before]]
      : periodQuery(second).map(([name, value]) => [`${name}2`, value]);
  return [...periodQuery(period), ...further];
}

/** The query that shows this comparison; compareSearchParams reads it. */
export function compareQuery(view: CompareSearch): string {
  const { machines, metrics, figure, refresh, back } = view;
  const parts = new URLSearchParams([...machines.map((name) => ['machine', name]), ...spanQuery(view)]);
  if (metrics.join() !== FIRST_METRICS.join()) for (const id of metrics) parts.append('metric', id);
  if (figure !== 'p95') parts.set('figure', figure);
  if (refresh !== 'auto') parts.set('refresh', refresh);
  if (back) parts.set('back', new URLSearchParams(spanQuery(back)).toString());
  // A colon need not be escaped in a query, and an address is read by people.
  return parts.toString().replaceAll('%3A', ':');
}

/**
 * Where machines are compared over a period, or one machine (or two) over that and a second one. One machine alone is
 * a beginning: the page asks for the next.
 */
export const compareHref = (
  machines: readonly string[],
  period: Period,
  second: Second | null = null,
): string =>
  `/compare?${compareQuery({
    ...{ machines: [...machines], period, second, back: null },
    ...{ metrics: [...FIRST_METRICS], figure: 'p95', refresh: 'auto' },
  })}`;

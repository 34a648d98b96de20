import { customPeriod } from '#app/_components/range/custom-period.ts';

const HOUR_MS = 3_600_000;

/**
 * What the fields of time say, of a report and of the period it is compared with.
 * @throws Error with a sentence for the reader
 */
export function readTime(form: FormData, zone: string, now: number) {
  const what = String(form.get('time'));
  const period = (names: readonly [string, string], labels: readonly [string, string]) => {
    const [from, to] = names.map((name) => String(form.get(name)));
    const read = customPeriod({ from: from ?? '', to: to ?? '' }, now, zone);
    if ('fault' in read) throw new Error(`${labels[read.field === 'from' ? 0 : 1]}: ${read.fault}`);
    return { start: new Date(read.period.from), end: new Date(read.period.to) };
  };
  const compare = form.get('compare');
  const compareWith =
    compare === 'previous'
      ? { compareWith: 'previous' as const }
      : compare === 'custom'
        ? { compareWith: period(['compareFrom', 'compareTo'], ['Compared from', 'Compared to']) }
        : {};
  if (what === 'session') return { sessionId: String(form.get('session')), ...compareWith };
  if (what === 'custom') return { ...period(['from', 'to'], ['From', 'To']), ...compareWith };
  return { start: new Date(now - Number(what) * HOUR_MS), end: new Date(now), ...compareWith };
}

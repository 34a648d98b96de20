'use client';
import { Card } from '@tremor/react';
import { useMemo, useRef, useState } from 'react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { scaleQuantity, type UnitChoice } from '#app/_components/format/scale-quantity.ts';
import { Icon } from '#app/_components/icon.tsx';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useInView } from '#app/_components/use-in-view.ts';
import { hostMetrics } from './host-metrics.ts';
import type { Window } from './series-input.ts';
import { FIGURES, type Figure, type StatsRow, statsCsv, statsRows } from './stats-rows.ts';
import { useStats } from './use-stats.ts';

interface StatsTableProps {
  /** Whose metrics. */
  tab: string;
  machine: string;
  window: Window;
}

/** Height of a row, and how many there are at least: the table takes the place that was kept for it. */
const ROW_PX = 36.5;
const FEWEST_ROWS = 4;

const COLUMNS: readonly (readonly [Figure, string])[] = [...FIGURES, ['total', 'total']];

/** Averages beside percentiles, from every sample of the window; sorted by any figure. */
export function StatsTable({ tab, machine, window }: StatsTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useInView(place);
  const { preferences } = usePreferences();
  const [sort, setSort] = useState<{ by: Figure; down: boolean } | null>(null);
  const { data, error, refetch } = useStats(machine, window, seen);
  const rows = useMemo(() => (data ? statsRows(tab, data, preferences) : []), [tab, data, preferences]);
  const sorted = useMemo(() => (sort === null ? rows : [...rows].sort(order(sort))), [rows, sort]);
  // Down, up, and again as they were.
  const turn = (by: Figure) =>
    setSort((now) => (now?.by !== by ? { by, down: true } : now.down ? { by, down: false } : null));

  return (
    <div ref={place} className="min-w-0">
      <Card
        className={`min-w-0 overflow-hidden p-0 ${data && rows.length === 0 ? 'hidden' : ''}`}
        data-testid="percentiles"
      >
        <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 px-3.5 pt-2 pb-1">
          <h2 className="text-[13.5px] font-semibold">Percentiles</h2>
          <span className="num text-xs text-text-2">
            {data ? `${data.samples.toLocaleString('en-US')} samples` : 'counting'}
            {data && (data.approximate ? ', approximate: from hourly figures' : ', exact')}
          </span>
          {sorted.length > 0 && (
            <a
              className="ml-auto inline-flex items-center gap-1.5 text-[13px] text-accent hover:underline"
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(statsCsv(sorted))}`}
              download={`${machine}-${tab}-percentiles.csv`}
            >
              <Icon name="download" />
              CSV<span className="sr-only"> of the percentiles</span>
            </a>
          )}
        </div>
        {data ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone; the keyboard must be able to scroll it
          <section className="data-table relative overflow-x-auto" aria-label="Percentiles" tabIndex={0}>
            <table className="w-full text-left">
              <thead>
                <tr>
                  <th scope="col">Metric</th>
                  {COLUMNS.map(([key, label]) => (
                    <th
                      key={key}
                      scope="col"
                      className="p-0! text-right"
                      aria-sort={sort?.by !== key ? 'none' : sort.down ? 'descending' : 'ascending'}
                    >
                      <button
                        type="button"
                        className="w-full px-3 py-2 text-right font-[550] -outline-offset-2 hover:text-text"
                        onClick={() => turn(key)}
                      >
                        {label}
                        {sort?.by === key && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sorted.map((row) => (
                  <tr key={`${row.entity} ${row.metric.id}`}>
                    <th
                      scope="row"
                      className="text-left text-[13px]! font-normal! text-text! [tr:last-child>&]:border-b-0!"
                    >
                      {row.entity !== '' && <span className="font-medium">{row.entity} </span>}
                      {row.label}
                      {row.unit && <span className="text-text-2">, {row.unit}</span>}
                    </th>
                    {COLUMNS.map(([key]) => (
                      <td key={key} className="num text-right">
                        {figure(row, key, preferences)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : error ? (
          <ErrorState message={error.message} onRetry={() => refetch()} />
        ) : (
          <Skeleton height={ROW_PX * (1 + Math.max(FEWEST_ROWS, hostMetrics(tab).length))} />
        )}
      </Card>
    </div>
  );
}

const order =
  ({ by, down }: { by: Figure; down: boolean }) =>
  (a: StatsRow, b: StatsRow): number => {
    const value = ({ stats, times }: StatsRow) => {
      const found = stats[by];
      return found === null ? null : found * times;
    };
    const [x, y] = [value(a), value(b)];
    // What is not known is last either way.
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return down ? y - x : x - y;
  };

function figure({ stats, metric, per }: StatsRow, key: Figure, choice: UnitChoice): string {
  const value = stats[key];
  if (value === null) return '–';
  if (key !== 'total') return formatNumber(value / per);
  if (metric.unit !== 'bytes_per_second') return formatNumber(value);
  const { unit, per: size } = scaleQuantity('bytes', value, choice);
  return `${formatNumber(value / size)} ${unit}`;
}

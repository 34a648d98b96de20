'use client';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { scaleQuantity, type UnitChoice } from '#app/_components/format/scale-quantity.ts';
import { Icon } from '#app/_components/icon.tsx';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import type { StatsResult } from '#server/metrics/types.ts';
import { metricQuantity } from '../../machines/[machine]/_machine/metric-quantity.ts';
import { FIGURES } from '../../machines/[machine]/_machine/stats-rows.ts';
import type { Figure } from '../search-params.ts';
import { type CompareRow, compareCsv, compareRows, type SortKey, sortRows } from './compare-rows.ts';
import type { Side } from './sides.ts';

interface CompareTableProps {
  sides: readonly Side[];
  /** Of the sides, in their order; null while they are counted. */
  stats: readonly StatsResult[] | null;
  figure: Figure;
  hrefOf: (figure: Figure) => string;
}

/** One figure of every metric on all sides, with how much they differ; sorted by any column. */
export function CompareTable({ sides, stats, figure, hrefOf }: CompareTableProps) {
  const { preferences } = usePreferences();
  const [sort, setSort] = useState<{ by: SortKey; down: boolean } | null>(null);
  const rows = useMemo(() => (stats ? compareRows(stats, figure) : []), [stats, figure]);
  const sorted = useMemo(() => (sort ? sortRows(rows, sort.by, sort.down) : rows), [rows, sort]);
  const two = sides.length === 2;
  const columns: { key: SortKey; label: string; color?: string }[] = [
    { key: 'name', label: 'Metric' },
    ...sides.map(({ letter, label, color }, index) => ({
      key: index,
      label: letter === label ? letter : `${letter} ${label}`,
      color,
    })),
    { key: 'difference', label: two ? 'A − B' : 'highest − lowest' },
    { key: 'change', label: two ? '% of B' : '% of average' },
  ];
  // Down, up, and again as they were; words begin at A.
  const turn = (by: SortKey) => {
    const first = by !== 'name';
    setSort((now) =>
      now?.by !== by ? { by, down: first } : now.down === first ? { by, down: !first } : null,
    );
  };
  return (
    <Card className="min-w-0 overflow-hidden p-0" data-testid="compare-table">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 pt-2.5 pb-2">
        <h2 className="text-[13.5px] font-semibold">Percentiles</h2>
        <span className="text-xs text-text-2">{stats ? basisOf(stats) : 'counting'}</span>
        <nav aria-label="Figure" className="seg max-w-full overflow-x-auto min-[700px]:ml-auto">
          {FIGURES.map(([key, name]) => (
            <Link
              key={key}
              href={hrefOf(key)}
              scroll={false}
              prefetch={false}
              aria-current={key === figure ? 'true' : undefined}
              className="px-2!"
            >
              {name}
            </Link>
          ))}
        </nav>
        {stats && rows.length > 0 && (
          <a
            className="inline-flex items-center gap-1.5 text-[13px] text-accent hover:underline"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(
              compareCsv(
                stats,
                sides.map(({ label }) => label),
              ),
            )}`}
            download="comparison.csv"
          >
            <Icon name="download" />
            CSV<span className="sr-only"> of all figures</span>
          </a>
        )}
      </div>
      {!stats ? (
        <Skeleton className="m-3.5 h-64" />
      ) : rows.length === 0 ? (
        <p className="px-3.5 pb-4 text-[13.5px] text-text-2">
          No metric has samples on two sides. Choose another range.
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone; the keyboard must be able to scroll it
        <section className="data-table relative overflow-x-auto" aria-label="Percentiles" tabIndex={0}>
          <table className="w-full text-left">
            <thead>
              <tr>
                {columns.map(({ key, label, color }) => (
                  <th
                    key={key}
                    scope="col"
                    className="p-0!"
                    aria-sort={sort?.by !== key ? 'none' : sort.down ? 'descending' : 'ascending'}
                  >
                    <button
                      type="button"
                      className={`w-full px-3 py-2 font-[550] -outline-offset-2 hover:text-text ${key === 'name' ? 'text-left' : 'text-right'}`}
                      onClick={() => turn(key)}
                    >
                      {color && (
                        <i
                          aria-hidden="true"
                          className="mr-1.5 inline-block size-2 rounded-xs"
                          style={{ background: `var(${color})` }}
                        />
                      )}
                      {label}
                      {sort?.by === key && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <Row key={row.metric.id} row={row} sides={sides} choice={preferences} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  );
}

function Row({ row, sides, choice }: { row: CompareRow; sides: readonly Side[]; choice: UnitChoice }) {
  const { quantity, times } = metricQuantity(row.metric);
  const two = sides.length === 2;
  const highest = Math.max(...row.values.map((value) => Math.abs(value ?? 0)));
  const { unit, per } = scaleQuantity(quantity, highest * times, choice);
  const figure = (value: number | null) => formatNumber(value === null ? null : (value * times) / per);
  return (
    <tr>
      <th
        scope="row"
        className="text-left text-[13px]! font-normal! text-text! [tr:last-child>&]:border-b-0!"
      >
        {row.name}
        {unit && <span className="text-text-2">, {unit}</span>}
      </th>
      {sides.map(({ letter }, index) => (
        <td key={letter} className="num text-right">
          {figure(row.values[index] ?? null)}
          {row.apart.length > 0 && (
            <span className="block text-xs text-text-2">{percent(row.apart[index] ?? null)}</span>
          )}
        </td>
      ))}
      <td className="num text-right">
        {two ? signed(figure(row.difference), row.difference) : figure(row.difference)}
      </td>
      <td className="num text-right">{two ? percent(row.change) : `${formatNumber(row.change)} %`}</td>
    </tr>
  );
}

const signed = (text: string, value: number | null): string =>
  value !== null && value > 0 && text !== '0' ? `+${text}` : text.replace('-', '−');

const percent = (value: number | null): string =>
  value === null ? '–' : `${signed(formatNumber(value), value)} %`;

const basisOf = (stats: readonly StatsResult[]): string =>
  stats.some(({ approximate }) => approximate) ? 'approximate: from hourly figures' : 'exact';

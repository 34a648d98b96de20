'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import Link from 'next/link';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { scaleQuantity } from '#app/_components/format/scale-quantity.ts';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SessionView } from '#server/collection-sessions/session-view.ts';
import { compareHref } from '../../compare/view-query.ts';
import { metricName } from '../../machines/[machine]/_machine/metric-name.ts';
import { metricQuantity } from '../../machines/[machine]/_machine/metric-quantity.ts';
import { type ComparedMetric, compareRows } from './compare-rows.ts';
import { sessionRange } from './session-range.ts';

interface CompareSessionsProps {
  first: SessionView;
  second: SessionView;
  onClose: () => void;
}

const HEADS = ['Metric', 'A avg', 'B avg', 'Change', 'A p95', 'B p95', 'Change'];

function useStats(session: SessionView) {
  const trpc = useTRPC();
  const { from, to } = sessionRange(session);
  return useQuery(
    trpc.metrics.stats.queryOptions({
      machine: session.machine_id,
      start: new Date(from),
      end: new Date(to),
    }),
  );
}

const percent = (value: number | null): string =>
  value === null ? '–' : `${value > 0 ? '+' : ''}${formatNumber(value)} %`;

const chartsHref = (first: SessionView, second: SessionView): string =>
  compareHref([...new Set([first.machine_id, second.machine_id])], sessionRange(first), sessionRange(second));

/** Two sessions side by side: mean and 95th percentile of what a run is judged by. */
export function CompareSessions({ first, second, onClose }: CompareSessionsProps) {
  const [a, b] = [useStats(first), useStats(second)];
  const failed = a.error ?? b.error;
  const rows = a.data && b.data ? compareRows(a.data.metrics, b.data.metrics) : null;
  return (
    <Card className="mb-4 overflow-hidden p-0" data-testid="comparison">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
        <h2 className="text-[15px] font-semibold">Comparison</h2>
        <dl className="text-[13px] text-text-2">
          {[first, second].map((session, index) => (
            <div key={session.id} className="flex flex-wrap gap-x-2">
              <dt className="font-semibold text-text">{index === 0 ? 'A' : 'B'}</dt>
              <dd>
                {session.name ?? session.display_name ?? session.machine_id},{' '}
                <LocalRange start={new Date(session.started_at)} end={new Date(session.ended_at)} />
              </dd>
            </div>
          ))}
        </dl>
        <div className="ml-auto flex gap-2">
          <Link className="btn" href={chartsHref(first, second)}>
            Charts
          </Link>
          <button type="button" className="btn" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
      {failed && (
        <ErrorState
          message={failed.message}
          onRetry={() => {
            void a.refetch();
            void b.refetch();
          }}
        />
      )}
      {!failed && !rows && <Skeleton className="m-4 h-48" />}
      {rows?.length === 0 && (
        <p className="px-4 pb-4 text-[13.5px] text-text-2">
          These two have no metric in common whose samples are still there.
        </p>
      )}
      {rows && rows.length > 0 && (
        <WideTable label="Comparison">
          <TableHead>
            <TableRow>
              {HEADS.map((label, index) => (
                <TableHeaderCell
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                  key={index}
                  scope="col"
                  className={index === 0 ? '' : 'text-right'}
                >
                  {label}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <ComparedRow key={row.metric.id} row={row} />
            ))}
          </TableBody>
        </WideTable>
      )}
    </Card>
  );
}

function ComparedRow({ row }: { row: ComparedMetric }) {
  const { preferences } = usePreferences();
  const { quantity, times } = metricQuantity(row.metric);
  const { unit, per } = scaleQuantity(quantity, Math.max(...row.avg, ...row.p95) * times, preferences);
  const figure = (value: number) => `${formatNumber((value * times) / per)}${unit && ` ${unit}`}`;
  const cells = [
    ...row.avg.map(figure),
    percent(row.avgChange),
    ...row.p95.map(figure),
    percent(row.p95Change),
  ];
  return (
    <TableRow className="hover:bg-surface-2">
      <TableCell className="whitespace-nowrap">{metricName(row.metric)}</TableCell>
      {cells.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
        <TableCell key={index} className="num text-right whitespace-nowrap">
          {text}
        </TableCell>
      ))}
    </TableRow>
  );
}

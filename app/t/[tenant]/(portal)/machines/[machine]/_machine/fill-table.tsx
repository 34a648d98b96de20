'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { scaleQuantity } from '#app/_components/format/scale-quantity.ts';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { type FillTrend, fillTrend } from './fill-trend.ts';
import { BYTES_PER_MB } from './host-specs.ts';
import type { Window } from './series-input.ts';

const POINTS = 200;
/** Fewer days left than this are said loud. */
const SOON_DAYS = 30;

/** Each file system: how full it is, how it fills, and when it will be full at that pace. */
export function FillTable({ machine, window }: { machine: string; window: Window }) {
  const trpc = useTRPC();
  const { preferences } = usePreferences();
  const { data, error, refetch } = useQuery({
    ...trpc.metrics.series.queryOptions({
      machine,
      kind: 'filesystem',
      metrics: ['fs_used', 'fs_available'],
      maxPoints: POINTS,
      start: new Date(window.start),
      end: new Date(window.end),
    }),
    placeholderData: keepPreviousData,
  });
  const size = (megabytes: number | null, sign = false): string => {
    if (megabytes === null) return '–';
    const bytes = megabytes * BYTES_PER_MB;
    const { unit, per } = scaleQuantity('bytes', bytes, preferences);
    return `${sign && bytes > 0 ? '+' : ''}${formatNumber(bytes / per)} ${unit}`;
  };
  const rows = Object.entries(data?.entities ?? {})
    .map(([name, { fs_used: used, fs_available: available }]) => ({
      name,
      ...fillTrend(data?.timestamps ?? [], used?.avg ?? [], available?.avg ?? []),
    }))
    .sort((a, b) => share(b) - share(a));
  if (data && rows.length === 0) return null;
  return (
    <Card className="min-w-0 overflow-hidden p-0" data-testid="fill">
      <div className="flex flex-wrap items-baseline gap-x-2.5 px-3.5 pt-3 pb-1">
        <h2 className="text-[13.5px] font-semibold">How they fill</h2>
        <span className="text-xs text-text-2">a straight line through the shown range, at least an hour</span>
      </div>
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone; the keyboard must be able to scroll it
        <section className="data-table overflow-x-auto" aria-label="How they fill" tabIndex={0}>
          <table className="w-full text-left">
            <thead>
              <tr>
                <th scope="col">File system</th>
                <th scope="col">Filled</th>
                <th scope="col" className="text-right">
                  Used
                </th>
                <th scope="col" className="text-right">
                  Available
                </th>
                <th scope="col" className="text-right">
                  A day
                </th>
                <th scope="col" className="text-right">
                  Full in
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th
                    scope="row"
                    className="text-left text-[13px]! font-medium! text-text! [tr:last-child>&]:border-b-0!"
                  >
                    {row.name}
                  </th>
                  <td>
                    <Filled share={share(row)} />
                  </td>
                  <td className="num text-right">{size(row.used)}</td>
                  <td className="num text-right">{size(row.available)}</td>
                  <td className="num text-right">{size(row.perDay, true)}</td>
                  <td className="num text-right">
                    <DaysLeft {...row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : error ? (
        <ErrorState message={error.message} onRetry={() => refetch()} />
      ) : (
        <Skeleton className="m-3.5 h-24" />
      )}
    </Card>
  );
}

const share = ({ used, available }: FillTrend): number =>
  used === null || available === null || used + available === 0 ? 0 : used / (used + available);

function Filled({ share }: { share: number }) {
  return (
    <span className="flex items-center gap-2.5">
      <span aria-hidden="true" className="h-1.5 w-24 overflow-hidden rounded-full bg-surface-2">
        <span
          className={`block h-full rounded-full ${share >= 0.95 ? 'bg-act' : share >= 0.85 ? 'bg-watch' : 'bg-accent'}`}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="num w-12 text-right">{formatNumber(share * 100)} %</span>
    </span>
  );
}

function DaysLeft({ perDay, daysLeft }: FillTrend) {
  if (perDay === null) return 'too short to say';
  if (daysLeft === null) return 'not in sight';
  const days = daysLeft < 1 ? 'under a day' : `${Math.floor(daysLeft).toLocaleString('en-US')} days`;
  return daysLeft < SOON_DAYS ? <span className="chip chip-act">{days}</span> : days;
}

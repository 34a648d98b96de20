'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { formatNumber } from '#app/_components/format/format-number.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { scaleQuantity } from '#app/_components/format/scale-quantity.ts';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { HOST_SPECS } from './host-specs.ts';
import { memoryParts } from './memory-parts.ts';
import { seriesInput, type Window } from './series-input.ts';

const MemoryDonut = dynamic(() => import('./memory-donut.tsx').then((part) => part.MemoryDonut), {
  ssr: false,
  loading: () => <div className="size-32 rounded-full border-16 border-surface-2" />,
});

/** What memory holds at the end of the window. It asks what the panels beside it ask; those say what went wrong. */
export function MemoryNow({ machine, window }: { machine: string; window: Window }) {
  const trpc = useTRPC();
  const { preferences } = usePreferences();
  const { data, error } = useQuery({
    ...trpc.metrics.series.queryOptions(
      seriesInput(machine, window, { kind: 'host', specs: HOST_SPECS.memory }),
    ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const found = useMemo(() => data && memoryParts(data.timestamps, data.series), [data]);
  if (error || found === null) return null;
  if (!found) return <Skeleton className="min-h-[222px] rounded-card" />;
  const { unit, per } = scaleQuantity('bytes', found.total, preferences);
  const share = (bytes: number) => `${Math.round((bytes / found.total) * 100)} %`;
  return (
    <Card className="flex min-w-0 flex-col p-0" data-testid="memory-now">
      <div className="flex flex-wrap items-baseline gap-x-2.5 px-3.5 pt-3">
        <h2 className="text-[13.5px] font-semibold">How memory is split</h2>
        <span className="text-xs text-text-2">
          at <LocalTime time={new Date(found.at)} />
        </span>
      </div>
      <div className="flex flex-1 flex-wrap items-center justify-center gap-x-10 gap-y-4 px-4 py-4">
        <MemoryDonut parts={found.parts} label={`${share(found.parts[0]?.bytes ?? 0)} used`} />
        <table className="num text-[13.5px]" aria-label="How memory is split">
          <tbody>
            {[...found.parts, { label: 'total', color: null, bytes: found.total }].map(
              ({ label, color, bytes }) => (
                <tr key={label} className="last:border-t last:border-line last:font-medium">
                  <th scope="row" className="py-1 pr-8 text-left font-normal [tr:last-child>&]:font-medium">
                    <span
                      aria-hidden="true"
                      className="mr-2 inline-block size-2.5 rounded-xs"
                      style={color ? { background: `var(${color})` } : undefined}
                    />
                    {label}
                  </th>
                  <td className="py-1 pr-5 text-right">
                    {formatNumber(bytes / per)} {unit}
                  </td>
                  <td className="py-1 text-right text-text-2">{share(bytes)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

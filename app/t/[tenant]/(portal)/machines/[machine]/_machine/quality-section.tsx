'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { qualityFacts } from './quality-facts.ts';
import { QualityMoments } from './quality-moments.tsx';
import type { Window } from './series-input.ts';

/** From this score on it is good; below `watch` somebody must act. */
const LEVELS = [
  { from: 90, word: 'good', chip: 'chip-good', text: 'text-good' },
  { from: 60, word: 'look at it', chip: 'chip-watch', text: 'text-watch' },
  { from: 0, word: 'poor', chip: 'chip-act', text: 'text-act' },
] as const;

/** How complete and plausible the samples of a window are, and what is amiss. */
export function QualitySection({ machine, window }: { machine: string; window: Window }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.metrics.quality.queryOptions({
      machine,
      start: new Date(window.start),
      end: new Date(window.end),
    }),
    placeholderData: keepPreviousData,
  });
  if (!data)
    return error ? (
      <Card className="p-0">
        <ErrorState message={error.message} onRetry={() => refetch()} />
      </Card>
    ) : (
      <div className="space-y-4" data-testid="quality-loading">
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-64 rounded-card" />
      </div>
    );
  const level = LEVELS.find(({ from }) => data.score >= from) ?? LEVELS[2];
  return (
    <div className="space-y-4" data-testid="quality">
      <Card className="p-0">
        <div className="flex flex-wrap gap-x-10 gap-y-4 p-4">
          <div>
            <h2 className="text-[13.5px] font-semibold">Data quality</h2>
            <p className="num mt-2 flex items-baseline gap-1.5">
              <span className={`text-[44px] leading-none font-[650] tracking-tight ${level.text}`}>
                {data.score}
              </span>
              <span className="text-text-2">of 100</span>
            </p>
            <p className="mt-2.5">
              <span className={`chip ${level.chip}`}>{level.word}</span>
            </p>
          </div>
          <div className="min-w-[240px] flex-1">
            {data.reasons.length === 0 ? (
              <p className="pt-1 text-[13.5px] text-text-2">
                Every sample that was due is there, and every value is plausible.
              </p>
            ) : (
              <ul aria-label="What took points away" className="text-[13.5px]">
                {data.reasons.map((reason) => (
                  <li key={reason.id} className="flex gap-3 border-t border-line py-2 first:border-0">
                    <span className="num w-11 shrink-0 text-right font-semibold text-act">
                      −{reason.points}
                    </span>
                    <span>{reason.text}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line px-4 py-3 text-[13px] min-[700px]:grid-cols-4 min-[1300px]:grid-cols-8">
          {qualityFacts(data).map(([label, value]) => (
            <div key={label}>
              <dt className="text-xs text-text-2">{label}</dt>
              <dd className="num mt-0.5 font-medium">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <QualityMoments quality={data} />
    </div>
  );
}

'use client';
import { Card } from '@tremor/react';
import { useContext, useState } from 'react';
import { ZoomContext } from '#app/_components/charts/zoom-context.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { aroundMoment } from './around-moment.ts';
import type { Window } from './series-input.ts';
import { useFindings } from './use-findings.ts';

/** Its height is known before it is there, so that the charts below do not move. */
const AT_FIRST = 1;
const LOOK = {
  act: { word: 'act', chip: 'chip-act' },
  watch: { word: 'watch', chip: 'chip-watch' },
  good: { word: 'good', chip: 'chip-good' },
} as const;
const ORDER = { act: 0, watch: 1, good: 2 } as const;

/** What the rules of reports say of the shown range: sentences with their evidence, and the way to the moment. */
export function FindingsStrip({ machine, window }: { machine: string; window: Window }) {
  const zoom = useContext(ZoomContext);
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useFindings(machine, window);
  if (!data)
    return error ? (
      <Card className="mb-4 flex min-h-[104px] flex-wrap items-center gap-3 px-3.5 py-2.5 text-[13px]">
        <span role="alert">The findings could not be made. {error.message}</span>
        <button type="button" className="btn" onClick={() => refetch()}>
          Try again
        </button>
      </Card>
    ) : (
      <Skeleton className="mb-4 h-[104px] rounded-card" />
    );
  const sorted = data.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
  const shown = all ? sorted : sorted.slice(0, AT_FIRST);
  return (
    <Card className="mb-4 min-h-[104px] min-w-0 p-0" data-testid="findings">
      <div className="flex items-baseline gap-3 px-3.5 pt-3 pb-1">
        <h2 className="text-[13.5px] font-semibold">Findings</h2>
        {sorted.length > AT_FIRST && (
          <button
            type="button"
            className="text-[13px] text-accent hover:underline"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? 'Show the first' : `Show all ${sorted.length}`}
          </button>
        )}
      </div>
      {sorted.length === 0 && (
        <p className="px-3.5 pb-3 text-[13.5px] text-text-2">Nothing stands out in this range.</p>
      )}
      <ul className="px-3.5 pb-1.5 text-[13.5px]">
        {shown.map(({ id, state, title, evidence, advice, at }) => (
          <li key={`${id} ${evidence}`} className="flex gap-3 border-t border-line py-2 first:border-0">
            <span className={`chip mt-px shrink-0 self-start ${LOOK[state].chip}`}>{LOOK[state].word}</span>
            <div className="min-w-0 flex-1">
              <p>
                <span className="font-medium">{title}</span> <span className="text-text-2">{evidence}</span>
              </p>
              {state !== 'good' && advice && <p className="mt-0.5 text-[13px] text-text-2">{advice}</p>}
            </div>
            {at !== null && (
              <button
                type="button"
                className="shrink-0 self-start text-[13px] font-medium text-accent hover:underline"
                onClick={() => {
                  const { start, end } = aroundMoment(Date.parse(at), window);
                  zoom?.into(start, end);
                }}
              >
                <span className="sr-only">{title} Show </span>
                <LocalTime time={new Date(at)} after={new Date(window.start)} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

'use client';
import { BarList, Card } from '@tremor/react';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { barText, busiestLists } from './busiest-lists.ts';
import type { Window } from './series-input.ts';
import { useStats } from './use-stats.ts';

/** It calls itself sorted, which only the head of a column may be. */
const NOT_SORTED = { 'aria-sort': undefined };

/** Who does most: disks, interfaces and containers by their means. Nothing where there is nothing to choose between. */
export function Busiest({ machine, window }: { machine: string; window: Window }) {
  const { preferences } = usePreferences();
  // Asked for by what stands above and below it.
  const { data } = useStats(machine, window, false);
  const lists = data ? busiestLists(data, preferences) : [];
  if (lists.length === 0) return null;
  return (
    <Card className="min-w-0 px-3.5 pt-3 pb-4" data-testid="busiest">
      <h2 className="text-[13.5px] font-semibold">Who does most, on average</h2>
      <div className="mt-3 grid gap-x-8 gap-y-5 min-[900px]:grid-cols-2 min-[1300px]:grid-cols-3">
        {lists.map(({ title, unit, bars }) => (
          <section key={title} aria-label={title} className="min-w-0">
            <h3 className="mb-2 text-[13px] text-text-2">{title}</h3>
            <BarList
              data={bars}
              valueFormatter={(value: number) => barText(value, unit)}
              className="num"
              {...NOT_SORTED}
            />
          </section>
        ))}
      </div>
    </Card>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useTransition } from 'react';
import { type Zoom, ZoomContext } from '#app/_components/charts/zoom-context.ts';
import { Icon } from '#app/_components/icon.tsx';
import { MachineZoneContext } from '#app/_components/preferences/use-zone.ts';
import { RangePicker } from '#app/_components/range/range-picker.tsx';
import { refreshPause } from '#app/_components/range/refresh.ts';
import { ViewOptions } from '#app/_components/range/view-options.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { useNow } from '#app/_components/use-now.ts';
import type { Window } from '../machines/[machine]/_machine/series-input.ts';
import { movingWidth } from '../machines/[machine]/_machine/window-of.ts';
import { zoomedPeriod } from '../machines/[machine]/_machine/zoomed-period.ts';
import { CompareCharts } from './_compare/compare-charts.tsx';
import { CompareFigures } from './_compare/compare-figures.tsx';
import { MachinePicker } from './_compare/machine-picker.tsx';
import { MetricChoice } from './_compare/metric-choice.tsx';
import { SecondRange } from './_compare/second-range.tsx';
import { SideList } from './_compare/side-list.tsx';
import { sidesOf } from './_compare/sides.ts';
import { StartHere } from './_compare/start-here.tsx';
import { type CompareSearch, MOST_MACHINES } from './search-params.ts';
import { compareQuery } from './view-query.ts';

/** Several questions at once are dear: not more often than this, unless the reader wants it. */
const REFRESH_MS = 60_000;
const POINTS = 600;

interface CompareClientProps {
  search: CompareSearch;
  /** Machine → what it is called. */
  names: Readonly<Record<string, string>>;
  /** In which all of the machines are; null where they are in several, or it is not known. */
  zone: string | null;
  /** The window of a period that does not move with the clock. */
  fixed: Window | null;
  /** The server's clock, Unix ms. */
  now: number;
  /** Whether there are machines to choose from. */
  hasOthers: boolean;
}

/** Machines over one range, or A and B each over its own; everything that is chosen stands in the address. */
export function CompareClient({ search, names, zone, fixed, now, hasOthers }: CompareClientProps) {
  const router = useRouter();
  const [turning, startTurn] = useTransition();
  const { machines, period, second, metrics, refresh, back } = search;
  const width = movingWidth(period);
  const paced = useNow(now, refreshPause(refresh, Math.max(REFRESH_MS, width / POINTS)));
  const window = useMemo(() => fixed ?? { start: paced - width, end: paced }, [fixed, paced, width]);
  const sides = useMemo(
    () => sidesOf({ machines, second }, window, names),
    [machines, second, window, names],
  );
  const hrefOf = useCallback(
    (to: Partial<CompareSearch>) => `?${compareQuery({ ...search, back: null, ...to })}`,
    [search],
  );
  const go = useCallback(
    (to: Partial<CompareSearch>) => startTurn(() => router.push(hrefOf(to), { scroll: false })),
    [router, hrefOf],
  );
  const zoom = useMemo<Zoom>(
    () => ({
      into: (from, to) => {
        const into = zoomedPeriod(from, to);
        const [a, b] = sides;
        // B is zoomed to the same stretch of its own time.
        const offset = second && a && b ? b.window.start - a.window.start : null;
        const other = offset === null ? null : { from: into.from + offset, to: into.to + offset };
        go({ period: into, second: other, back: back ?? { period, second } });
      },
      out: () => back && go(back),
    }),
    [go, sides, period, second, back],
  );
  const [only, other = only] = machines;

  return (
    <MachineZoneContext value={zone}>
      <ZoomContext value={zoom}>
        <PageHeader
          title="Compare"
          actions={
            <>
              <MetricChoice chosen={metrics} onChoose={(chosen) => go({ metrics: chosen, back })} />
              <ViewOptions refresh={refresh} onRefresh={(to) => go({ refresh: to, back })} />
            </>
          }
        />
        <div className="mb-3 flex flex-wrap items-center gap-2.5">
          <SideList
            machines={machines}
            sides={sides}
            names={names}
            {...(hasOthers && {
              onRemove: (machine: string) =>
                go({ machines: machines.filter((name) => name !== machine), back }),
            })}
          />
          {hasOthers && machines.length < (second ? 2 : MOST_MACHINES) && (
            <MachinePicker
              chosen={machines}
              onChoose={(machine) => go({ machines: [...machines, machine], back })}
            />
          )}
        </div>
        {machines.length > 0 && (
          <div className="z-10 -mx-1 mb-3 flex flex-wrap items-center gap-2 bg-bg px-1 py-1.5 min-[900px]:sticky min-[900px]:top-0">
            {back && (
              <button type="button" className="btn" onClick={zoom.out}>
                <Icon name="previous" />
                Back
              </button>
            )}
            <RangePicker
              period={period}
              hrefOf={(to) => hrefOf({ period: to })}
              window={window}
              {...(only !== undefined && { machine: only })}
            />
            {other !== undefined && machines.length <= 2 && (
              <SecondRange
                second={second}
                machine={other}
                window={sides[1]?.window ?? window}
                onChoose={(to) => go({ second: to })}
              />
            )}
          </div>
        )}
        <div aria-busy={turning} className={turning ? 'opacity-60 transition-opacity delay-150' : undefined}>
          {sides.length < 2 ? (
            <StartHere
              machine={only === undefined ? null : (names[only] ?? only)}
              hasOthers={hasOthers}
              onBefore={(before) => go({ second: { before } })}
            />
          ) : (
            <>
              <CompareCharts sides={sides} metrics={metrics} />
              <CompareFigures
                sides={sides}
                figure={search.figure}
                hrefOf={(figure) => hrefOf({ figure, back })}
              />
            </>
          )}
        </div>
      </ZoomContext>
    </MachineZoneContext>
  );
}

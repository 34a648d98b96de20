'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { LiveWord } from '../machines/[machine]/_machine/live-word.tsx';
import { LiveCard } from './_live/live-card.tsx';
import { LIVE_LOOK, LIVE_METRICS, type LiveMetric } from './_live/live-metrics.ts';
import { type LiveSearch, liveQuery, readLiveSearch } from './_live/live-search.ts';
import { useLiveMachines } from './_live/use-live-machines.ts';

const LIST_REFRESH_MS = 15_000;
/** More charts at once are a wall; the field narrows them down. The stream takes up to 64. */
const MOST = 48;

/** Every machine that delivers at present, as it delivers. `now` is the server's clock, Unix ms. */
export function LiveClient({ now }: { now: number }) {
  const trpc = useTRPC();
  const params = useSearchParams();
  const search = useMemo(() => readLiveSearch(params), [params]);
  const [paused, setPaused] = useState(false);
  const list = useQuery({ ...trpc.machines.list.queryOptions(), refetchInterval: LIST_REFRESH_MS });
  const active = useMemo(
    () => (list.data ?? []).filter(({ status }) => status === 'online' || status === 'late'),
    [list.data],
  );
  const found = useMemo(() => {
    const word = search.q.trim().toLowerCase();
    return active.filter(({ machine_id, display_name, tags }) =>
      [machine_id, display_name, ...Object.entries(tags).flat()].join(' ').toLowerCase().includes(word),
    );
  }, [active, search.q]);
  const shown = useMemo(() => found.slice(0, MOST), [found]);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const { store, clock, state } = useLiveMachines(ids, now);
  useEffect(() => clock.stand(paused), [clock, paused]);

  const change = (part: Partial<LiveSearch>) =>
    window.history.replaceState(null, '', `/live${liveQuery({ ...search, ...part })}`);
  const toggle = (metric: LiveMetric) => {
    const metrics = LIVE_METRICS.filter((one) => (one === metric) !== search.metrics.includes(one));
    // The last one stays: a page without charts says nothing.
    if (metrics.length > 0) change({ metrics });
  };

  return (
    <>
      <PageHeader
        title="Live"
        facts={active.length > 0 && <LiveWord state={state} quiet={false} />}
        actions={
          active.length > 0 && (
            <>
              <input
                type="search"
                aria-label="Find machines"
                placeholder="Name or tag"
                className="field h-[34px] min-h-0! w-[180px]! text-[13px]!"
                value={search.q}
                onChange={({ target }) => change({ q: target.value })}
              />
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a row of buttons */}
              <div role="group" aria-label="Metrics" className="seg">
                {LIVE_METRICS.map((metric) => (
                  <button
                    key={metric}
                    type="button"
                    aria-pressed={search.metrics.includes(metric)}
                    className="aria-pressed:bg-accent-weak aria-pressed:font-semibold aria-pressed:text-accent"
                    onClick={() => toggle(metric)}
                  >
                    {LIVE_LOOK[metric].label}
                  </button>
                ))}
              </div>
              <button type="button" className="btn min-w-[86px]" onClick={() => setPaused(!paused)}>
                {paused ? 'Resume' : 'Pause'}
              </button>
            </>
          )
        }
      />
      {list.isPending ? (
        <Skeleton className="h-72 rounded-card" />
      ) : list.isError && !list.data ? (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      ) : active.length === 0 ? (
        <Card className="p-0">
          <EmptyState title="No machine delivers at present">
            <p>
              Machines appear here while their agents deliver. What they recorded before is in the{' '}
              <Link href="/" className="text-accent underline">
                fleet
              </Link>
              .
            </p>
          </EmptyState>
        </Card>
      ) : found.length === 0 ? (
        <Card className="p-0">
          <EmptyState title="No machine is called that">
            <button type="button" className="btn mt-2" onClick={() => change({ q: '' })}>
              Show all {active.length}
            </button>
          </EmptyState>
        </Card>
      ) : (
        <>
          {paused && (
            <p role="status" className="pb-2 text-[13px] text-text-2">
              Paused. What arrives meanwhile is drawn when you resume.
            </p>
          )}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))] gap-3">
            {shown.map((machine) => (
              <LiveCard
                key={machine.id}
                machine={machine}
                metrics={search.metrics}
                store={store}
                clock={clock}
              />
            ))}
          </ul>
          <p className="num mt-3 text-xs text-text-2">
            {found.length > shown.length
              ? `The first ${shown.length} of ${found.length} machines: narrow them down by name or tag. `
              : ''}
            Five minutes, the newest at the right edge. Disk: read and written. Network: received and sent.
          </p>
        </>
      )}
    </>
  );
}

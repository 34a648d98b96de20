'use client';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useDeferredValue, useMemo } from 'react';
import { Icon } from '#app/_components/icon.tsx';
import { ViewOptions } from '#app/_components/range/view-options.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { FLEET_RANGES, type FleetRange } from '#server/fleet/fleet-range.ts';
import { arrangeFleet, chooseMachines } from './_fleet/arrange-fleet.ts';
import { describeBasis, SPANS } from './_fleet/describe-basis.ts';
import { describeCells } from './_fleet/describe-cells.ts';
import { FleetHeat } from './_fleet/fleet-heat.tsx';
import { FleetKpis } from './_fleet/fleet-kpis.tsx';
import { FleetTable } from './_fleet/fleet-table.tsx';
import { FleetToolbar, Switch } from './_fleet/fleet-toolbar.tsx';
import { NothingYet } from './_fleet/nothing-yet.tsx';
import { useFleet } from './_fleet/use-fleet.ts';
import { useFleetSearch } from './_fleet/use-fleet-search.ts';

const RANGES = Object.keys(FLEET_RANGES).map((range) => [range as FleetRange, range] as const);
/** Ages are written anew so often. */
const TICK_MS = 5000;

interface FleetClientProps {
  /** The server's clock, Unix ms. */
  now: number;
  mayAdd: boolean;
  mayUpload: boolean;
}

/** All machines of the tenant. */
export function FleetClient({ now: serverNow, mayAdd, mayUpload }: FleetClientProps) {
  const now = useNow(serverNow, TICK_MS);
  const [search, change] = useFleetSearch();
  const fleet = useFleet(search.range);
  // Typing goes on while a thousand machines are looked through.
  const wanted = useDeferredValue(search);
  const machines = fleet.data?.machines;
  const chosen = useMemo(() => chooseMachines(machines ?? [], wanted), [machines, wanted]);
  const lines = useMemo(() => arrangeFleet(chosen, wanted), [chosen, wanted]);
  const drawn = useMemo(
    () => lines.flatMap((line) => (line.kind === 'machine' ? [line.machine] : [])),
    [lines],
  );

  if (fleet.isPending)
    return (
      <>
        <PageHeader title="Fleet" />
        <Skeleton className="h-[110px] rounded-card" />
        <Skeleton className="mt-4 h-[480px] rounded-card" />
      </>
    );
  if (fleet.isError && !fleet.data)
    return (
      <>
        <PageHeader title="Fleet" />
        <Card className="p-0">
          <ErrorState message={fleet.error.message} onRetry={() => fleet.refetch()} />
        </Card>
      </>
    );
  const count = fleet.data.machines.length;
  const span = SPANS[search.range];
  return (
    <>
      <PageHeader
        title="Fleet"
        facts={
          <span className="rounded-full bg-surface-2 px-2 text-xs leading-5 font-[550] text-text-2">
            {count === 1 ? '1 machine' : `${count} machines`}
          </span>
        }
        actions={
          <>
            {count > 0 && (
              <>
                <Switch
                  label="Time range"
                  value={search.range}
                  onChange={(range) => change({ range })}
                  options={RANGES}
                />
                <ViewOptions />
              </>
            )}
            {mayAdd && count > 0 && (
              <Link href="/add-machine" className="btn btn-primary">
                <Icon name="plus" />
                Add a machine
              </Link>
            )}
          </>
        }
      />
      {count === 0 ? (
        <NothingYet mayAdd={mayAdd} mayUpload={mayUpload} />
      ) : (
        <div
          aria-busy={fleet.isPlaceholderData}
          className={fleet.isPlaceholderData ? 'opacity-60 transition-opacity delay-150' : undefined}
        >
          <FleetKpis fleet={fleet.data} span={span} />
          <FleetToolbar
            machines={fleet.data.machines}
            shown={chosen.length}
            search={search}
            change={change}
          />
          {chosen.length === 0 ? (
            <Card className="p-0">
              <EmptyState title="No machine is like that">
                <button
                  type="button"
                  className="btn mt-2"
                  onClick={() => change({ q: '', status: '', tag: '', provider: '' })}
                >
                  Show all {count}
                </button>
              </EmptyState>
            </Card>
          ) : search.view === 'heat' ? (
            <FleetHeat fleet={fleet.data} machines={drawn} heat={search.heat} />
          ) : (
            <FleetTable lines={lines} search={search} change={change} now={now} span={span} />
          )}
          <p className="mt-2 text-xs text-text-2">
            {search.view === 'heat' ? describeCells(fleet.data.stepMs) : describeBasis(fleet.data.basis)}
          </p>
          {fleet.isError && (
            <p role="alert" className="mt-1 text-xs text-act">
              The figures could not be brought up to date: {fleet.error.message}
            </p>
          )}
        </div>
      )}
    </>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { Icon } from '#app/_components/icon.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { FleetKpis } from './_fleet/fleet-kpis.tsx';
import { FleetTable } from './_fleet/fleet-table.tsx';
import { useFleetLoad } from './_fleet/use-fleet-load.ts';

const LIST_REFRESH_MS = 5000;

/** All machines of the tenant. `now` is the server's clock, Unix ms; `mayAdd`: the member may add machines. */
export function FleetClient({ now: serverNow, mayAdd }: { now: number; mayAdd: boolean }) {
  const trpc = useTRPC();
  const now = useNow(serverNow, 1000);
  const machines = useQuery({ ...trpc.machines.list.queryOptions(), refetchInterval: LIST_REFRESH_MS });
  const load = useFleetLoad(machines.data ?? [], serverNow);

  if (machines.isPending)
    return (
      <>
        <PageHeader title="Fleet" />
        <Skeleton className="h-24" />
        <Skeleton className="mt-4 h-72" />
      </>
    );
  if (machines.isError)
    return (
      <>
        <PageHeader title="Fleet" />
        <Card className="p-0">
          <ErrorState message={machines.error.message} onRetry={() => machines.refetch()} />
        </Card>
      </>
    );
  const count = machines.data.length;
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
          mayAdd && (
            <Link href="/add-machine" className="btn btn-primary">
              <Icon name="plus" />
              Add a machine
            </Link>
          )
        }
      />
      {count === 0 ? (
        <Card className="p-0">
          <EmptyState title="No machine yet">
            <p>
              {mayAdd
                ? 'One line puts the agent on a server, and it appears here with its first sample. Or begin with a file that was recorded elsewhere.'
                : 'An owner or administrator of this portal can add one.'}
            </p>
            {mayAdd && (
              <p className="mt-4 flex flex-wrap justify-center gap-2.5">
                <Link href="/add-machine" className="btn btn-primary">
                  <Icon name="plus" />
                  Add a machine
                </Link>
                <Link href="/uploads" className="btn">
                  <Icon name="upload" />
                  Drop a file
                </Link>
              </p>
            )}
          </EmptyState>
        </Card>
      ) : (
        <>
          <FleetKpis machines={machines.data} load={load} />
          <FleetTable machines={machines.data} load={load} now={now} />
        </>
      )}
    </>
  );
}

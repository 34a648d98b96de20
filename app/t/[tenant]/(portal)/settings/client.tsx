'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { DeletePortal } from './_settings/delete-portal.tsx';
import { Domains } from './_settings/domains.tsx';
import { ExportAll } from './_settings/export-all.tsx';
import { SettingsForm } from './_settings/settings-form.tsx';

/** What the portal decides about its data, and for owners its addresses and its end. `now` is the server's clock, Unix ms. */
export function SettingsClient({ now, isOwner }: { now: number; isOwner: boolean }) {
  const trpc = useTRPC();
  const settings = useQuery(trpc.settings.show.queryOptions());
  return (
    <>
      <PageHeader title="Settings" />
      <div className="max-w-2xl space-y-4">
        {settings.isPending && <Skeleton className="h-96 rounded-card" />}
        {settings.isError && (
          <Card className="p-0">
            <ErrorState message={settings.error.message} onRetry={() => settings.refetch()} />
          </Card>
        )}
        {settings.data && <SettingsForm settings={settings.data} now={now} />}
        <Domains isOwner={isOwner} />
        {isOwner && <ExportAll />}
        {isOwner && <DeletePortal />}
      </div>
    </>
  );
}

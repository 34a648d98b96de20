'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { DropZone } from '#app/_components/uploads/drop-zone.tsx';
import { Formats } from '#app/_components/uploads/formats.tsx';
import { SendList } from '#app/_components/uploads/send-list.tsx';
import { useSends } from '#app/_components/uploads/use-sends.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { History } from './_uploads/history.tsx';

interface UploadsClientProps {
  /** The server's clock, Unix ms. */
  now: number;
  /** Whether the member may upload. */
  maySend: boolean;
  /** Whether a machine that is not there yet is registered by its first upload. */
  mayRegister: boolean;
}

/** Files into the portal, and what became of those before. */
export function UploadsClient({ now, maySend, mayRegister }: UploadsClientProps) {
  const trpc = useTRPC();
  const uploads = useSends();
  const machines = useQuery(trpc.machines.list.queryOptions());
  return (
    <>
      <PageHeader title="Uploads" />
      {maySend ? (
        <div
          className={`grid gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_320px] ${uploads.sends.length > 0 ? 'items-start' : ''}`}
        >
          <Card className="p-0">
            <div className={uploads.sends.length > 0 ? 'p-4' : 'h-full p-4'}>
              <DropZone onFiles={(files) => uploads.store.add(files)} low={uploads.sends.length > 0} />
            </div>
            {uploads.sends.length > 0 && machines.isError && !machines.data && (
              <InlineError
                message="The machines could not be listed, so there is none to choose."
                onRetry={() => machines.refetch()}
                className="px-4 pb-3"
              />
            )}
            {uploads.sends.length > 0 && (
              <SendList {...uploads} machines={machines.data ?? []} mayRegister={mayRegister} now={now} />
            )}
          </Card>
          <Card className="p-0">
            <Formats />
          </Card>
        </div>
      ) : (
        <Card className="p-4">
          <p className="text-[13.5px] text-text-2">
            You can look at uploads, but not upload: ask an owner or administrator of this portal for the role
            analyst.
          </p>
        </Card>
      )}
      <History maySend={maySend} busy={uploads.sends.some(({ state }) => state.name !== 'ready')} />
    </>
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { formatAge } from '#app/_components/format/format-age.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { deviceWords } from './_sessions/device-words.ts';

/** Where one is signed in. `now` is the server's clock, Unix ms. */
export function SessionsClient({ now: serverNow }: { now: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow(serverNow, 10_000);
  const sessions = useQuery(trpc.sessions.list.queryOptions());
  const onSettled = () => queries.invalidateQueries(trpc.sessions.list.queryFilter());
  const end = useMutation({ ...trpc.sessions.end.mutationOptions(), onSettled });
  const endOthers = useMutation({ ...trpc.sessions.endOthers.mutationOptions(), onSettled });
  return (
    <>
      <PageHeader
        title="Sessions"
        actions={
          (sessions.data?.length ?? 0) > 1 && (
            <ConfirmButton
              label="Sign out all others"
              title="Sign out everywhere but here?"
              onConfirm={() => endOthers.mutateAsync()}
            >
              <p>Every other browser and script that is signed in as you has to sign in again.</p>
            </ConfirmButton>
          )
        }
      />
      <FormFault text={end.error?.message ?? null} />
      {sessions.isPending && <Skeleton className="h-40 rounded-card" />}
      {sessions.isError && (
        <Card className="p-0">
          <ErrorState message={sessions.error.message} onRetry={() => sessions.refetch()} />
        </Card>
      )}
      {sessions.data && (
        <Card className="overflow-hidden p-0">
          <WideTable label="Sessions">
            <TableHead>
              <TableRow>
                {['Device', 'Address', 'Signed in', 'Last seen'].map((label) => (
                  <TableHeaderCell key={label} scope="col">
                    {label}
                  </TableHeaderCell>
                ))}
                <TableHeaderCell scope="col">
                  <span className="sr-only">What can be done</span>
                </TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {sessions.data.map((session) => {
                const device = deviceWords(session.userAgent);
                return (
                  <TableRow key={session.id} className="h-[51px] hover:bg-surface-2">
                    <TableCell className="font-medium" title={session.userAgent ?? undefined}>
                      {device} {session.current && <span className="chip chip-good ml-1">this one</span>}
                    </TableCell>
                    <TableCell className="num text-text-2">{session.address ?? '–'}</TableCell>
                    <TableCell className="num text-text-2">
                      <LocalTime time={session.createdAt} />
                    </TableCell>
                    <TableCell className="num text-text-2">
                      {session.current ? 'now' : `${formatAge(now - session.lastSeenAt.getTime())} ago`}
                    </TableCell>
                    <TableCell className="text-right">
                      {!session.current && (
                        <button
                          type="button"
                          className="btn"
                          aria-label={`Sign out ${device}`}
                          disabled={end.isPending}
                          onClick={() => end.mutate({ id: session.id })}
                        >
                          Sign out
                        </button>
                      )}
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </WideTable>
        </Card>
      )}
    </>
  );
}

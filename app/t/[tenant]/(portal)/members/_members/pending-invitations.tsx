'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { MadeLink } from './members-props.ts';

interface PendingProps {
  now: number;
  mayOwn: boolean;
  onLink: (made: MadeLink) => void;
}

/** Invitations that nobody has accepted yet; nothing without any. */
export function PendingInvitations({ now, mayOwn, onLink }: PendingProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const pending = useQuery(trpc.members.invitations.queryOptions());
  const onSettled = () => queries.invalidateQueries(trpc.members.invitations.queryFilter());
  const renew = useMutation({
    ...trpc.members.renewInvitation.mutationOptions(),
    onSuccess: (made) => onLink({ kind: 'invitation', ...made }),
    onSettled,
  });
  const withdraw = useMutation({ ...trpc.members.withdrawInvitation.mutationOptions(), onSettled });
  if (pending.isError && !pending.data)
    return (
      <InlineError
        message="The open invitations could not be listed."
        onRetry={() => pending.refetch()}
        className="mt-6"
      />
    );
  if (!pending.data || pending.data.length === 0) return null;
  return (
    <section aria-labelledby="pending" className="mt-6">
      <h2 id="pending" className="mb-2 text-[15px] font-semibold">
        Invited, not here yet
      </h2>
      <FormFault text={renew.error?.message ?? null} />
      <Card className="overflow-hidden p-0">
        <WideTable label="Invitations">
          <TableHead>
            <TableRow>
              {['E-mail', 'Role', 'Good until'].map((label) => (
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
            {pending.data.map(({ id, email, role, expiresAt }) => (
              <TableRow key={id} className="hover:bg-surface-2">
                <TableCell className="font-medium">{email}</TableCell>
                <TableCell>{role}</TableCell>
                <TableCell className="num">
                  {expiresAt.getTime() > now ? <LocalTime time={expiresAt} /> : 'expired'}
                </TableCell>
                <TableCell className="text-right">
                  <span className="inline-flex gap-2">
                    {(mayOwn || role !== 'owner') && (
                      <button
                        type="button"
                        className="btn"
                        aria-label={`New link for ${email}`}
                        disabled={renew.isPending}
                        onClick={() => renew.mutate({ id })}
                      >
                        New link
                      </button>
                    )}
                    <ConfirmButton
                      label="Withdraw"
                      about={`the invitation of ${email}`}
                      title={`Withdraw the invitation of ${email}?`}
                      onConfirm={() => withdraw.mutateAsync({ id })}
                    >
                      <p>Its link stops working at once.</p>
                    </ConfirmButton>
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </WideTable>
      </Card>
    </section>
  );
}

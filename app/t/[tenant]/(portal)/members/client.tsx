'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { SecretOnce } from '#app/_components/secret-once.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useNow } from '#app/_components/use-now.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { InviteForm } from './_members/invite-form.tsx';
import { LeaveButton } from './_members/leave-button.tsx';
import { MemberTable } from './_members/member-table.tsx';
import type { MadeLink, MembersProps } from './_members/members-props.ts';
import { PendingInvitations } from './_members/pending-invitations.tsx';
import { RoleTable } from './_members/role-table.tsx';

/** Who belongs to the portal, and what each may do. */
export function MembersClient(props: MembersProps) {
  const trpc = useTRPC();
  const now = useNow(props.now, 10_000);
  const members = useQuery(trpc.members.list.queryOptions());
  const [made, setMade] = useState<MadeLink | null>(null);
  return (
    <>
      <PageHeader title="Members" actions={<LeaveButton portal={props.portal} />} />
      {made && made.link === null && (
        <p role="status" className="mb-4 rounded-card border border-line bg-surface p-4 text-[13.5px]">
          {made.kind === 'invitation' ? 'The invitation' : 'A link for a new password'} is on its way to{' '}
          <b className="font-medium break-words">{made.email}</b>. It works once, until{' '}
          <LocalTime time={made.expiresAt} />.
        </p>
      )}
      {made && made.link !== null && (
        <SecretOnce
          title={
            made.kind === 'invitation' ? `Invitation for ${made.email}` : `New password for ${made.email}`
          }
          secret={made.link}
          onDone={() => setMade(null)}
        >
          The link is shown once. Send it to them; it works once, until <LocalTime time={made.expiresAt} />.
        </SecretOnce>
      )}
      {props.mayManage && <InviteForm mayOwn={props.mayOwn} mails={props.mails} onLink={setMade} />}
      {members.isPending && <Skeleton className="h-48 rounded-card" />}
      {members.isError && (
        <Card className="p-0">
          <ErrorState message={members.error.message} onRetry={() => members.refetch()} />
        </Card>
      )}
      {members.data && <MemberTable {...props} now={now} members={members.data} onLink={setMade} />}
      {props.mayManage && <PendingInvitations now={now} mayOwn={props.mayOwn} onLink={setMade} />}
      <RoleTable />
    </>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { useRouter } from 'next/navigation';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { formatAge } from '#app/_components/format/format-age.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { showChange } from '#app/_components/undo/show-change.ts';
import { useUndoable } from '#app/_components/undo/use-undoable.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { MemberView } from '#server/members/list-members.ts';
import { ROLES, type Role } from '#server/tenancy/context.ts';
import type { MadeLink, MembersProps } from './members-props.ts';

interface MemberTableProps extends MembersProps {
  members: readonly MemberView[];
  onLink: (made: MadeLink) => void;
}

/** One line per member; who may, changes roles, removes, and makes links for new passwords. */
export function MemberTable({ members, now, self, mayManage, mayOwn, onLink }: MemberTableProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const onSettled = () => {
    router.refresh();
    return queries.invalidateQueries(trpc.members.list.queryFilter());
  };
  const change = useMutation({ ...trpc.members.changeRole.mutationOptions(), onSettled });
  const turn = useUndoable<{ id: string; role: Role }>({
    keep: change.mutateAsync,
    show: ({ id, role }) =>
      showChange<readonly MemberView[]>(queries, trpc.members.list.queryFilter(), (known) =>
        known.map((member) => (member.id === id ? { ...member, role } : member)),
      ),
  });
  const setRole = ({ id, name, role: former }: MemberView, role: Role) => {
    // Who gives up a role of their own may not take it back.
    const back = { text: `${name} is ${role} now.`, input: { id, role: former } };
    // The fault stands above the table.
    turn({ id, role }, id === self ? undefined : back).catch(() => {});
  };
  const remove = useMutation({ ...trpc.members.remove.mutationOptions(), onSettled });
  const reset = useMutation({
    ...trpc.members.resetPassword.mutationOptions(),
    onSuccess: (made) => onLink({ kind: 'reset', ...made }),
  });
  const resetFactor = useMutation({ ...trpc.members.resetSecondFactor.mutationOptions(), onSettled });
  const fault = change.error?.message ?? reset.error?.message ?? null;
  return (
    <>
      <FormFault text={fault} />
      <Card className="overflow-hidden p-0">
        <WideTable label="Members">
          <TableHead>
            <TableRow>
              {['Name', 'Role', 'Member since', 'Last seen'].map((label) => (
                <TableHeaderCell key={label} scope="col">
                  {label}
                </TableHeaderCell>
              ))}
              {mayManage && (
                <TableHeaderCell scope="col">
                  <span className="sr-only">What can be done</span>
                </TableHeaderCell>
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {members.map((member) => {
              const mayTouch = mayManage && (mayOwn || member.role !== 'owner');
              return (
                <TableRow key={member.id} className="hover:bg-surface-2">
                  <TableCell>
                    <span className="font-medium">{member.name}</span>
                    {member.id === self && <span className="text-text-2"> (you)</span>}
                    <br />
                    <span className="text-xs text-text-2">{member.email}</span>
                    {member.secondFactor && (
                      <span className="chip chip-good ml-2 whitespace-nowrap">second factor</span>
                    )}
                  </TableCell>
                  <TableCell>
                    {mayTouch ? (
                      <select
                        className="field w-auto min-w-28"
                        aria-label={`Role of ${member.name}`}
                        value={member.role}
                        disabled={change.isPending}
                        onChange={({ target }) => setRole(member, target.value as Role)}
                      >
                        {ROLES.filter((role) => mayOwn || role !== 'owner').map((role) => (
                          <option key={role}>{role}</option>
                        ))}
                      </select>
                    ) : (
                      member.role
                    )}
                  </TableCell>
                  <TableCell className="num">
                    <LocalTime time={member.since} />
                  </TableCell>
                  <TableCell className="num text-text-2">
                    {member.id === self ? 'now' : seenWords(member, now)}
                  </TableCell>
                  {mayManage && (
                    <TableCell className="text-right">
                      {mayTouch && member.id !== self && (
                        <span className="inline-flex gap-2">
                          <button
                            type="button"
                            className="btn"
                            aria-label={`New password for ${member.name}`}
                            disabled={reset.isPending}
                            onClick={() => reset.mutate({ id: member.id })}
                          >
                            New password
                          </button>
                          {mayOwn && member.secondFactor && (
                            <ConfirmButton
                              label="Reset second factor"
                              about={`of ${member.name}`}
                              title={`Take the second factor away from ${member.name}?`}
                              onConfirm={() => resetFactor.mutateAsync({ id: member.id })}
                            >
                              <p>They sign in by password alone until they set up another.</p>
                            </ConfirmButton>
                          )}
                          <ConfirmButton
                            label="Remove"
                            about={member.name}
                            title={`Remove ${member.name}?`}
                            onConfirm={() => remove.mutateAsync({ id: member.id })}
                          >
                            <p>They are signed out at once, on every device.</p>
                            <p>Keys that they made stay: revoke those on the page API keys.</p>
                          </ConfirmButton>
                        </span>
                      )}
                    </TableCell>
                  )}
                </TableRow>
              );
            })}
          </TableBody>
        </WideTable>
      </Card>
    </>
  );
}

const seenWords = ({ lastSeen }: MemberView, now: number): string =>
  lastSeen ? `${formatAge(now - lastSeen.getTime())} ago` : 'never';

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLES } from '#server/tenancy/context.ts';
import type { MadeLink } from './members-props.ts';

interface InviteFormProps {
  mayOwn: boolean;
  mails: boolean;
  onLink: (made: MadeLink) => void;
}

/** Invites an e-mail with a role: by mail, or by a link to pass on. */
export function InviteForm({ mayOwn, mails, onLink }: InviteFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const invite = useMutation({
    ...trpc.members.invite.mutationOptions(),
    onSuccess: (made) => onLink({ kind: 'invitation', ...made }),
    onSettled: () => queries.invalidateQueries(trpc.members.invitations.queryFilter()),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const role = ROLES.find((name) => name === form.get('role')) ?? 'viewer';
    invite.mutate({ email: String(form.get('email')), role }, { onSuccess: () => element.reset() });
  };
  return (
    <Card className="mb-4 p-4">
      <form onSubmit={submit} className="space-y-3" aria-label="Invite somebody">
        <FormFault text={invite.error?.message ?? null} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-60">
            <Field
              label="E-mail to invite"
              type="email"
              name="email"
              autoComplete="off"
              maxLength={254}
              required
            />
          </div>
          <div className="basis-40 max-[599px]:basis-full">
            <SelectField label="Role" name="role" defaultValue="viewer">
              {ROLES.filter((role) => mayOwn || role !== 'owner').map((role) => (
                <option key={role}>{role}</option>
              ))}
            </SelectField>
          </div>
          <button type="submit" className="btn btn-primary min-h-[38px]" disabled={invite.isPending}>
            {words(mails, invite.isPending)}
          </button>
        </div>
        <p className="text-[13px] text-text-2">
          {mails
            ? 'They get a mail with a link that works once.'
            : 'You get a link to pass on to them; the portal itself sends no mail.'}
        </p>
      </form>
    </Card>
  );
}

const words = (mails: boolean, busy: boolean): string => {
  if (mails) return busy ? 'Sending the invitation' : 'Send an invitation';
  return busy ? 'Making the link' : 'Make an invitation link';
};

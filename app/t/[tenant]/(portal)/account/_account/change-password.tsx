'use client';
import { useMutation } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Changes one's password. */
export function ChangePassword({ email }: { email: string }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.sessions.changePassword.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    change.mutate(
      { current: String(form.get('current')), next: String(form.get('next')) },
      { onSuccess: () => element.reset() },
    );
  };
  return (
    <Card className="mb-4 max-w-xl p-5">
      <h2 className="mb-3 text-[15px] font-semibold">Change the password</h2>
      <form onSubmit={submit} className="max-w-sm space-y-4">
        <FormFault text={change.error?.message ?? null} />
        {/* For password managers, which ask whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="Current password"
          type="password"
          name="current"
          autoComplete="current-password"
          required
        />
        <Field
          label="New password"
          type="password"
          name="next"
          autoComplete="new-password"
          minLength={12}
          required
        />
        <p className="text-[13px] text-text-2">
          At least 12 characters; a few words in a row are good. Your{' '}
          <Link href="/sessions" className="text-accent underline">
            other sessions
          </Link>{' '}
          end with the change.
        </p>
        <div className="flex items-center gap-3">
          <button type="submit" className="btn btn-primary" disabled={change.isPending}>
            {change.isPending ? 'Changing' : 'Change the password'}
          </button>
          <p role="status" className="text-[13px] text-good">
            {change.isSuccess && 'The password is changed. Other sessions have ended.'}
          </p>
        </div>
      </form>
    </Card>
  );
}

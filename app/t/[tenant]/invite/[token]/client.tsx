'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

interface AcceptFormProps {
  token: string;
  email: string;
  /** The password is confirmed, not chosen. */
  hasAccount: boolean;
}

/** Accepts the invitation, signs in and opens the portal. */
export function AcceptForm({ token, email, hasAccount }: AcceptFormProps) {
  const trpc = useTRPC();
  const accept = useMutation({
    ...trpc.invitations.accept.mutationOptions(),
    onSuccess: async (_answer, { password }) => {
      const answer = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
      window.location.assign(
        answer?.ok && !answer.error ? '/' : `/sign-in?email=${encodeURIComponent(email)}`,
      );
    },
  });
  const busy = accept.isPending || accept.isSuccess;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accept.mutate({
      token,
      // An existing account keeps its name; the call asks for one all the same.
      name: String(form.get('name') ?? email),
      password: String(form.get('password')),
    });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={accept.error?.message ?? null} />
      <Field label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      {!hasAccount && <Field label="Name" name="name" autoComplete="name" maxLength={100} first required />}
      <Field
        label="Password"
        type="password"
        name="password"
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        first={hasAccount}
        required
      />
      <button type="submit" className="btn btn-primary min-h-[38px] w-full" disabled={busy}>
        {busy ? 'Joining' : 'Join'}
      </button>
    </form>
  );
}

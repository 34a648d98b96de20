'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Sets the new password, signs in with it and opens the portal. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const redeem = useMutation({
    ...trpc.sessions.redeemReset.mutationOptions(),
    onSuccess: async (_answer, { password }) => {
      const answer = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
      window.location.assign(
        answer?.ok && !answer.error ? '/' : `/sign-in?email=${encodeURIComponent(email)}`,
      );
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    redeem.mutate({ token, password: String(new FormData(event.currentTarget).get('password')) });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={redeem.error?.message ?? null} />
      <Field label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <Field
        label="New password"
        type="password"
        name="password"
        autoComplete="new-password"
        minLength={12}
        first
        required
      />
      <button
        type="submit"
        className="btn btn-primary min-h-[38px] w-full"
        disabled={redeem.isPending || redeem.isSuccess}
      >
        {redeem.isPending ? 'Setting it' : 'Set the password'}
      </button>
    </form>
  );
}

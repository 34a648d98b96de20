'use client';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Asks for a link by mail. What it says afterwards is the same for everybody. */
export function ForgotForm() {
  const trpc = useTRPC();
  const ask = useMutation(trpc.sessions.forgot.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate({ email: String(new FormData(event.currentTarget).get('email')) });
  };
  if (ask.isSuccess)
    return (
      <p role="status" className="text-[13.5px] text-text-2">
        If <b className="font-medium break-words text-text">{ask.variables.email}</b> is a member of this
        portal, a mail with a link is on its way. It works for an hour.
      </p>
    );
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={ask.error?.message ?? null} />
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        maxLength={254}
        first
        required
      />
      <button type="submit" className="btn btn-primary min-h-[38px] w-full" disabled={ask.isPending}>
        {ask.isPending ? 'Sending' : 'Mail me a link'}
      </button>
    </form>
  );
}

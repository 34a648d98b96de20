'use client';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

interface SetUpFactorProps {
  email: string;
  /** Called with the recovery codes. */
  onDone: (codes: string[]) => void;
}

/** The password, then the secret for the app, then a first code of it. */
export function SetUpFactor({ email, onDone }: SetUpFactorProps) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.secondFactor.begin.mutationOptions());
  const confirm = useMutation({
    ...trpc.secondFactor.confirm.mutationOptions(),
    onSuccess: ({ codes }) => onDone(codes),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (begin.data) confirm.mutate({ code: String(form.get('code')) });
    else begin.mutate({ password: String(form.get('password')) });
  };
  const busy = begin.isPending || confirm.isPending;
  return (
    <form onSubmit={submit} className="max-w-sm space-y-4" aria-label="Set up a second factor">
      <FormFault text={confirm.error?.message ?? begin.error?.message ?? null} />
      {begin.data ? (
        <>
          <p className="text-[13.5px]">Scan this with an authenticator app, or type the secret into it.</p>
          <div
            role="img"
            aria-label="QR code of the secret"
            className="w-44 rounded-lg border border-line bg-white p-1.5"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: squares, drawn by our server
            dangerouslySetInnerHTML={{ __html: begin.data.svg }}
          />
          <p className="rounded-[7px] bg-surface-2 px-3 py-2 font-mono text-[12.5px] break-all">
            {begin.data.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </p>
          <Field
            key="code"
            label="The code that the app shows"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={16}
            first
            required
          />
        </>
      ) : (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field
            key="password"
            label="Your password"
            type="password"
            name="password"
            autoComplete="current-password"
            required
          />
        </>
      )}
      <button type="submit" className="btn btn-primary" disabled={busy}>
        {begin.data ? 'Switch it on' : 'Set up a second factor'}
      </button>
    </form>
  );
}

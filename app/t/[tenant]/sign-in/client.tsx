'use client';
import { signIn } from 'next-auth/react';
import { type FormEvent, useRef, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { faultText } from './fault-text.ts';

interface SignInFormProps {
  /** A path of this host. */
  to: string;
  email: string;
  /** Why signing in has failed before this page, by next-auth; empty: it has not. */
  error: string;
}

/** E-mail and password; then, for those who have a second factor, its code. */
export function SignInForm({ to, email, error }: SignInFormProps) {
  const [fault, setFault] = useState<string | null>(error === '' ? null : faultText(error));
  const [busy, setBusy] = useState(false);
  /** The right password, while its second factor is asked for. */
  const [asked, setAsked] = useState<{ email: string; password: string } | null>(null);
  const secret = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = asked ?? { email: String(form.get('email')), password: String(form.get('password')) };
    const otp = asked ? String(form.get('otp')) : '';
    setBusy(true);
    setFault(null);
    const answer = await signIn('credentials', { ...given, otp, redirect: false }).catch(() => undefined);
    // A full load: the page is made again for the new session.
    if (answer?.ok && !answer.error) return window.location.assign(to);
    setBusy(false);
    if (answer?.error === 'INVALID_CREDENTIALS:required') return setAsked(given);
    setFault(faultText(answer?.error ?? ''));
    secret.current?.select();
  };

  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={fault} />
      {asked ? (
        <>
          <Field
            // Of its own: the password's field is not to be filled with the code.
            key="otp"
            label="Code of your second factor"
            ref={secret}
            name="otp"
            inputMode="text"
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={64}
            first
            required
            aria-invalid={fault !== null}
          />
          <p className="text-[13px] text-text-2">
            The six digits that your app shows now, or one of your recovery codes.
          </p>
        </>
      ) : (
        <>
          <Field
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={email}
            first={email === ''}
            required
            aria-invalid={fault !== null}
          />
          <Field
            key="password"
            label="Password"
            ref={secret}
            type="password"
            name="password"
            autoComplete="current-password"
            first={email !== ''}
            required
            aria-invalid={fault !== null}
          />
        </>
      )}
      <button type="submit" className="btn btn-primary min-h-[38px] w-full" disabled={busy}>
        {busy ? 'Signing in' : 'Sign in'}
      </button>
      {asked && (
        <button
          type="button"
          className="btn min-h-[38px] w-full"
          onClick={() => {
            setAsked(null);
            setFault(null);
          }}
        >
          Back
        </button>
      )}
    </form>
  );
}

'use client';
import { signIn } from 'next-auth/react';
import { type FormEvent, useRef, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { faultText } from './fault-text.ts';

/** E-mail and password. `to` is a path of this host. */
export function SignInForm({ to, email }: { to: string; email: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(null);
    const answer = await signIn('credentials', {
      email: String(form.get('email')),
      password: String(form.get('password')),
      redirect: false,
    }).catch(() => undefined);
    // A full load: the page is made again for the new session.
    if (answer?.ok && !answer.error) return window.location.assign(to);
    setFault(faultText(answer?.error ?? ''));
    setBusy(false);
    password.current?.select();
  };

  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={fault} />
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
        label="Password"
        ref={password}
        type="password"
        name="password"
        autoComplete="current-password"
        first={email !== ''}
        required
        aria-invalid={fault !== null}
      />
      <button type="submit" className="btn btn-primary min-h-[38px] w-full" disabled={busy}>
        {busy ? 'Signing in' : 'Sign in'}
      </button>
    </form>
  );
}

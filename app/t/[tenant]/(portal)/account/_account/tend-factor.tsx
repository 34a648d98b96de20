'use client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** New recovery codes, or no second factor any more: both by password and code. */
export function TendFactor({ onDone }: { onDone: (codes: string[] | null) => void }) {
  const trpc = useTRPC();
  const [wish, setWish] = useState<'renew' | 'end' | null>(null);
  const renew = useMutation({
    ...trpc.secondFactor.renewCodes.mutationOptions(),
    onSuccess: ({ codes }) => onDone(codes),
  });
  const end = useMutation({ ...trpc.secondFactor.end.mutationOptions(), onSuccess: () => onDone(null) });
  const choose = (next: typeof wish) => {
    renew.reset();
    end.reset();
    setWish(next);
  };
  if (wish === null)
    return (
      <div className="flex flex-wrap gap-2.5">
        <button type="button" className="btn" onClick={() => choose('renew')}>
          New recovery codes
        </button>
        <button type="button" className="btn" onClick={() => choose('end')}>
          Switch it off
        </button>
      </div>
    );
  const asked = wish === 'renew' ? renew : end;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    asked.mutate({ password: String(form.get('password')), code: String(form.get('code')) });
  };
  const label = wish === 'renew' ? 'Make new recovery codes' : 'Switch the second factor off';
  return (
    <form onSubmit={submit} className="max-w-sm space-y-4" aria-label={label}>
      <FormFault text={asked.error?.message ?? null} />
      <Field
        label="Your password"
        type="password"
        name="password"
        autoComplete="current-password"
        first
        required
      />
      <Field
        label="Code of your second factor"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        required
      />
      <div className="flex flex-wrap gap-2.5">
        <button type="submit" className="btn btn-primary" disabled={asked.isPending}>
          {label}
        </button>
        <button type="button" className="btn" onClick={() => choose(null)}>
          Cancel
        </button>
      </div>
    </form>
  );
}

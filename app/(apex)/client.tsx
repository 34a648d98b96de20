'use client';
import { type FormEvent, useState } from 'react';
import { Field } from '../_components/field.tsx';
import { FormFault } from '../_components/form-fault.tsx';
import { portalUrl } from './portal-url.ts';

/** Leads to the portal whose name is typed. Whether there is one is seen there. */
export function FindPortal() {
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('portal'));
    const url = portalUrl(name, window.location.href);
    if (url) window.location.assign(url);
    else setFault('A portal’s name has letters, digits and hyphens, as in “acme”.');
  };
  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      <FormFault text={fault} />
      <Field
        label="Name of the portal"
        name="portal"
        autoComplete="organization"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="acme"
        aria-invalid={fault !== null}
      />
      <button type="submit" className="btn btn-primary min-h-[38px] w-full">
        Go to the portal
      </button>
    </form>
  );
}

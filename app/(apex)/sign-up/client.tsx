'use client';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { suggestSlug } from '#server/tenancy/slugs/suggest-slug.ts';
import { faultField } from './_sign-up/fault-field.ts';
import { SlugField } from './_sign-up/slug-field.tsx';
import { useSlugCheck } from './_sign-up/use-slug-check.ts';

/** Organisation, address and owner. `base` is the host below which portals are. */
export function SignUpForm({ base }: { base: string }) {
  const trpc = useTRPC();
  const [organisation, setOrganisation] = useState('');
  /** What somebody typed themselves; until then the address follows the organisation. */
  const [typed, setTyped] = useState<string | null>(null);
  const slug = typed ?? suggestSlug(organisation);
  const check = useSlugCheck(slug);
  const open = useMutation({
    ...trpc.signUps.open.mutationOptions(),
    // Sessions belong to one host: the owner signs in at the new one.
    onSuccess: ({ signInUrl }) => window.location.assign(signInUrl),
  });
  const wrong = faultField(open.error);
  const busy = open.isPending || open.isSuccess;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    open.mutate({
      organisation,
      slug,
      name: text('name'),
      email: text('email'),
      password: text('password'),
    });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormFault text={open.error?.message ?? null} />
      <Field
        label="Organisation"
        autoComplete="organization"
        maxLength={100}
        first
        required
        value={organisation}
        aria-invalid={wrong === 'organisation'}
        onChange={({ target }) => setOrganisation(target.value)}
      />
      <SlugField slug={slug} base={base} check={check} wrong={wrong === 'slug'} onChange={setTyped} />
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={100}
        required
        aria-invalid={wrong === 'name'}
      />
      <Field
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        aria-invalid={wrong === 'email'}
      />
      <div>
        <Field
          label="Password"
          type="password"
          name="password"
          autoComplete="new-password"
          required
          aria-invalid={wrong === 'password'}
          aria-describedby="password-help"
        />
        <p id="password-help" className="mt-1.5 text-[13px] text-text-2">
          12 characters or more; a few words in a row are good. If you have an account here, its password.
        </p>
      </div>
      <button type="submit" className="btn btn-primary min-h-[38px] w-full" disabled={busy}>
        {busy ? 'Opening the portal' : 'Open the portal'}
      </button>
    </form>
  );
}

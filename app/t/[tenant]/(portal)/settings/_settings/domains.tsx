'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { DomainRow } from './domain-row.tsx';
import { SectionCard } from './section-card.tsx';

/** The portal's own domains: what there is, what its DNS still needs, and for owners how to add one. */
export function Domains({ isOwner }: { isOwner: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const domains = useQuery(trpc.settings.domains.queryOptions());
  const form = useRef<HTMLFormElement>(null);
  const add = useMutation({
    ...trpc.settings.addDomain.mutationOptions(),
    onSuccess: () => form.current?.reset(),
    onSettled: () => queries.invalidateQueries(trpc.settings.domains.queryFilter()),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate({ host: String(new FormData(event.currentTarget).get('host')) });
  };
  return (
    <SectionCard
      title="Own domains"
      lead="Show this portal under a name of your own as well. Two records in its DNS do it: one proves that it is yours, the other leads here."
    >
      {domains.isPending && <Skeleton className="h-16 rounded-lg" />}
      {domains.isError && <ErrorState message={domains.error.message} onRetry={() => domains.refetch()} />}
      {domains.data && domains.data.length === 0 && (
        <p className="mb-4 text-[13.5px] text-text-2">
          There is none yet.{isOwner ? '' : ' An owner can add one.'}
        </p>
      )}
      {domains.data && domains.data.length > 0 && (
        <ul className="mb-4 divide-y divide-line border-y border-line">
          {domains.data.map((domain) => (
            <DomainRow key={domain.host} domain={domain} isOwner={isOwner} />
          ))}
        </ul>
      )}
      {isOwner && (
        <form ref={form} onSubmit={submit} aria-label="Add a domain">
          <FormFault text={add.error?.message ?? null} />
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-0 flex-1 basis-60">
              <Field
                label="Domain to add"
                name="host"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                placeholder="perf.customer.example"
                maxLength={300}
                required
                aria-invalid={add.isError}
              />
            </div>
            <button type="submit" className="btn min-h-[38px]" disabled={add.isPending}>
              {add.isPending ? 'Adding' : 'Add the domain'}
            </button>
          </div>
        </form>
      )}
    </SectionCard>
  );
}

'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { Field } from '#app/_components/field.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { SectionCard } from './section-card.tsx';

/** Closes the portal, to be deleted after the days of grace. */
export function DeletePortal() {
  const trpc = useTRPC();
  const life = useQuery(trpc.settings.life.queryOptions());
  const [typed, setTyped] = useState('');
  const remove = useMutation(trpc.settings.delete.mutationOptions());
  const days = life.data?.graceDays ?? 0;
  const grace = days === 0 ? 'within ten minutes' : days === 1 ? 'after one day' : `after ${days} days`;
  return (
    <SectionCard
      title="Delete this portal"
      lead="It is closed at once: nobody but owners comes in, agents and keys are refused. All its data is deleted later."
    >
      {life.isPending && <Skeleton className="h-9 w-44 rounded-lg" />}
      {life.isError && <ErrorState message={life.error.message} onRetry={() => life.refetch()} />}
      {life.data && (
        <ConfirmButton
          label="Delete the portal"
          title="Delete this portal?"
          className="btn text-act"
          onConfirm={async () => {
            await remove.mutateAsync({ typed });
            // A full load: what is open here shows nothing any more.
            window.location.assign('/');
          }}
        >
          <p>
            All machines, samples, reports and the audit trail are deleted {grace}.
            {days > 0 && ' Until then an owner can take it back.'} Export first what you need.
          </p>
          <Field
            label={`Type ${life.data.slug} to confirm`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </ConfirmButton>
      )}
    </SectionCard>
  );
}

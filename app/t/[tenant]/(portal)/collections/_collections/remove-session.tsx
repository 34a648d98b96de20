'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormDialog } from '#app/_components/form-dialog.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SessionView } from '#server/collection-sessions/session-view.ts';

/** Removes a session from the list, or with all samples of its time. */
export function RemoveSession({ session, about }: { session: SessionView; about: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [samples, setSamples] = useState(false);
  const remove = useMutation({
    ...trpc.collections.delete.mutationOptions(),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.collections.pathFilter()),
        queries.invalidateQueries(trpc.metrics.pathFilter()),
      ]),
  });
  const submit = (form: FormData) =>
    remove.mutateAsync({
      id: session.id,
      samples,
      ...(samples && { confirm: String(form.get('confirm')).trim() }),
    });
  return (
    <FormDialog
      label="Delete"
      about={about}
      title={`Delete ${about}?`}
      action={samples ? 'Delete with samples' : 'Delete'}
      grave
      onSubmit={submit}
    >
      <p>The session leaves this list. Its samples stay with the machine, unless you say otherwise.</p>
      <label className="flex items-center gap-2 text-text">
        <input type="checkbox" checked={samples} onChange={({ target }) => setSamples(target.checked)} />
        Delete the samples of its time too
      </label>
      {samples && (
        <>
          <p>
            All that {session.machine_id} has from its first sample to its last goes, whichever way it came.
            This cannot be undone.
          </p>
          <Field
            label={`To confirm, type ${session.machine_id}`}
            name="confirm"
            autoComplete="off"
            required
          />
        </>
      )}
    </FormDialog>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Field } from '#app/_components/field.tsx';
import { FormDialog } from '#app/_components/form-dialog.tsx';
import { TextArea } from '#app/_components/text-area.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SessionView } from '#server/collection-sessions/session-view.ts';

/** Names a session, or writes a note to it. */
export function EditSession({ session, about }: { session: SessionView; about: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation({
    ...trpc.collections.update.mutationOptions(),
    onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
  });
  const save = (form: FormData) => {
    const text = (field: string) => String(form.get(field)).trim() || null;
    return update.mutateAsync({ id: session.id, changes: { name: text('name'), note: text('note') } });
  };
  return (
    <FormDialog label="Edit" about={about} title="Name and note" action="Save" onSubmit={save}>
      <Field label="Name" name="name" maxLength={255} defaultValue={session.name ?? ''} autoComplete="off" />
      <TextArea label="Note" name="note" maxLength={4000} defaultValue={session.note ?? ''} />
    </FormDialog>
  );
}

'use client';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { Field } from '#app/_components/field.tsx';
import { FormDialog } from '#app/_components/form-dialog.tsx';
import { TextArea } from '#app/_components/text-area.tsx';
import { showChange } from '#app/_components/undo/show-change.ts';
import { useUndoable } from '#app/_components/undo/use-undoable.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SessionView } from '#server/collection-sessions/session-view.ts';

type Words = Pick<SessionView, 'name' | 'note'>;
type Pages = InfiniteData<{ sessions: readonly SessionView[] }>;

/** Names a session, or writes a note to it. */
export function EditSession({ session, about }: { session: SessionView; about: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation({
    ...trpc.collections.update.mutationOptions(),
    onSettled: () => queries.invalidateQueries(trpc.collections.pathFilter()),
  });
  const change = useUndoable<Words>({
    keep: (words) => update.mutateAsync({ id: session.id, changes: words }),
    show: (words) =>
      showChange<Pages>(queries, trpc.collections.list.infiniteQueryFilter(), (known) => ({
        ...known,
        pages: known.pages.map(({ sessions, ...page }) => ({
          ...page,
          sessions: sessions.map((one) => (one.id === session.id ? { ...one, ...words } : one)),
        })),
      })),
  });
  const save = (form: FormData) => {
    const text = (field: string) => String(form.get(field)).trim() || null;
    const before = { name: session.name, note: session.note };
    return change(
      { name: text('name'), note: text('note') },
      { text: 'The session is changed.', input: before },
    );
  };
  return (
    <FormDialog label="Edit" about={about} title="Name and note" action="Save" onSubmit={save}>
      <Field label="Name" name="name" maxLength={255} defaultValue={session.name ?? ''} autoComplete="off" />
      <TextArea label="Note" name="note" maxLength={4000} defaultValue={session.note ?? ''} />
    </FormDialog>
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Field } from '#app/_components/field.tsx';
import { FormDialog } from '#app/_components/form-dialog.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import type { MachineDetails } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Merges a machine into another, or deletes it. Both ask for its name. */
export function MachineEnd({ view: { id, machine_id: name } }: { view: MachineDetails }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const machines = useQuery(trpc.machines.list.queryOptions());
  const others = machines.data?.filter((machine) => machine.id !== id) ?? [];
  const leave = async (to: string) => {
    router.push(to);
    await queries.invalidateQueries(trpc.machines.list.queryFilter());
  };
  const merge = useMutation({
    ...trpc.machines.merge.mutationOptions(),
    onSuccess: ({ machine_id }) => leave(`/machines/${encodeURIComponent(machine_id)}?tab=settings`),
  });
  const remove = useMutation({ ...trpc.machines.delete.mutationOptions(), onSuccess: () => leave('/') });
  const confirm = <Field label={`To confirm, type ${name}`} name="confirm" autoComplete="off" required />;
  const confirmed = (form: FormData) => String(form.get('confirm')).trim();
  return (
    <div className="space-y-4 text-[13.5px]">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 text-text-2">
          <strong className="block font-semibold text-text">Merge into another machine</strong>
          All it has goes over to the other, and it is gone.
        </p>
        <FormDialog
          label="Merge"
          about={name}
          title={`Merge ${name} into another machine`}
          action="Merge"
          grave
          onSubmit={(form) =>
            merge.mutateAsync({ from: id, into: String(form.get('into')), confirm: confirmed(form) })
          }
        >
          <p>
            Samples, reports, sessions and keys go over. Of two samples of one time, the one delivered last
            counts. This cannot be undone.
          </p>
          <SelectField label="Into" name="into" required>
            {others.map((machine) => (
              <option key={machine.id} value={machine.id}>
                {machine.display_name ?? machine.machine_id}
              </option>
            ))}
          </SelectField>
          {confirm}
        </FormDialog>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <p className="min-w-0 flex-1 basis-64 text-text-2">
          <strong className="block font-semibold text-text">Delete the machine</strong>
          Its samples, reports, sessions and keys go with it.
        </p>
        <FormDialog
          label="Delete"
          about={name}
          title={`Delete ${name}?`}
          action="Delete"
          grave
          className="btn text-act"
          onSubmit={(form) => remove.mutateAsync({ machine: id, confirm: confirmed(form) })}
        >
          <p>All its samples, reports, sessions and keys are deleted. This cannot be undone.</p>
          {confirm}
        </FormDialog>
      </div>
    </div>
  );
}

'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { TextArea } from '#app/_components/text-area.tsx';
import { showChange } from '#app/_components/undo/show-change.ts';
import { useUndoable } from '#app/_components/undo/use-undoable.ts';
import type { MachineDetails } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { MachineChanges } from '#server/machines/machine-changes.ts';
import { readTags, writeTags } from './written-tags.ts';

interface MachineFormProps {
  view: MachineDetails;
  mayEdit: boolean;
  /** When a change was taken back. */
  onUndo: () => void;
}

interface Change {
  changes: MachineChanges;
  /** It takes another one back. */
  isUndo: boolean;
}

/** What people say of a machine. A new name leads to its new address. */
export function MachineForm({ view, mayEdit, onUndo }: MachineFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const zones = useId();
  const [saved, setSaved] = useState(false);
  const update = useMutation({
    ...trpc.machines.update.mutationOptions(),
    onSuccess: ({ machine_id }) => {
      setSaved(true);
      if (machine_id !== view.machine_id)
        router.replace(`/machines/${encodeURIComponent(machine_id)}?tab=settings`);
    },
    onSettled: () => queries.invalidateQueries(trpc.machines.pathFilter()),
  });
  const change = useUndoable<Change>({
    keep: async ({ changes, isUndo }) => {
      await update.mutateAsync({ machine: view.id, changes });
      if (isUndo) onUndo();
    },
    show: ({ changes }) =>
      showChange<MachineDetails>(queries, trpc.machines.show.queryFilter(), (known) =>
        known.id === view.id ? { ...known, ...changes } : known,
      ),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim() || null;
    const cost = text('hourly_cost');
    const name = text('machine_id') ?? view.machine_id;
    const changes: MachineChanges = {
      display_name: text('display_name'),
      cloud_provider: text('cloud_provider'),
      region: text('region'),
      instance_type: text('instance_type'),
      hourly_cost: cost === null ? null : Number(cost),
      time_zone: text('time_zone'),
      tags: readTags(text('tags') ?? ''),
    };
    const { display_name, cloud_provider, region, instance_type, hourly_cost, time_zone, tags } = view;
    const former = { display_name, cloud_provider, region, instance_type, hourly_cost, time_zone, tags };
    const asked =
      name === view.machine_id
        ? change(
            { changes, isUndo: false },
            { text: 'The machine is changed.', input: { changes: former, isUndo: true } },
          )
        : // Its agents go by the new name: that is not taken back on the way.
          update.mutateAsync({ machine: view.id, changes: { ...changes, machine_id: name } });
    // The fault stands above the fields.
    asked.catch(() => {});
  };
  return (
    <form aria-label="Machine" onSubmit={submit} onChange={() => setSaved(false)}>
      <FormFault text={update.error?.message ?? null} />
      <fieldset disabled={!mayEdit} className="grid gap-x-4 gap-y-3 min-[600px]:grid-cols-2">
        <legend className="sr-only">What is said of the machine</legend>
        <Field
          label="Display name"
          name="display_name"
          defaultValue={view.display_name ?? ''}
          maxLength={255}
          autoComplete="off"
        />
        <Field
          label="Time zone"
          name="time_zone"
          defaultValue={view.time_zone ?? ''}
          list={zones}
          placeholder="Europe/Berlin"
          autoComplete="off"
        />
        <datalist id={zones}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Field
          label="Cloud provider"
          name="cloud_provider"
          defaultValue={view.cloud_provider ?? ''}
          maxLength={255}
        />
        <Field label="Region" name="region" defaultValue={view.region ?? ''} maxLength={255} />
        <Field
          label="Instance type"
          name="instance_type"
          defaultValue={view.instance_type ?? ''}
          maxLength={255}
        />
        <Field
          label="Cost per hour"
          name="hourly_cost"
          type="number"
          min={0}
          max={1e6}
          step="any"
          defaultValue={view.hourly_cost ?? ''}
        />
        <TextArea
          label="Tags, one a line: name or name: value"
          name="tags"
          defaultValue={writeTags(view.tags)}
        />
        <div>
          <Field
            label="Name (machine_id)"
            name="machine_id"
            defaultValue={view.machine_id}
            maxLength={255}
            autoComplete="off"
            required
          />
          <p className="mt-1.5 text-[13px] text-text-2">
            Files and agents name the machine so. After a change, tell it to agents that name themselves.
          </p>
        </div>
      </fieldset>
      {mayEdit ? (
        <p className="mt-4 flex items-center gap-3">
          <button type="submit" className="btn btn-primary" disabled={update.isPending}>
            {update.isPending ? 'Saving' : 'Save'}
          </button>
          <span role="status" className="text-[13px] text-text-2">
            {saved && 'Saved.'}
          </span>
        </p>
      ) : (
        <p className="mt-4 text-[13px] text-text-2">Analysts and admins can change this.</p>
      )}
    </form>
  );
}

'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { type FormEvent, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { MadeKey } from './made-key.ts';

const PURPOSES = {
  ingest: 'One machine sends samples',
  read: 'Scripts read',
  admin: 'Scripts manage everything',
} as const;
/** No machine has an id like this. */
const NEW = 'new';
type Purpose = keyof typeof PURPOSES;
const NAMES = Object.keys(PURPOSES) as Purpose[];

/** Makes a key for one machine, or for the whole portal. */
export function CreateKey({ onKey }: { onKey: (made: MadeKey) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [purpose, setPurpose] = useState<Purpose>('ingest');
  const [machine, setMachine] = useState('');
  const isNew = machine === NEW;
  const machines = useQuery(trpc.machines.list.queryOptions());
  const create = useMutation({
    ...trpc.apiKeys.create.mutationOptions(),
    onSuccess: ({ key, expiresAt }, { name }) => onKey({ key, expiresAt, title: `The key “${name}”` }),
    onSettled: () => queries.invalidateQueries(trpc.apiKeys.pathFilter()),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const name = String(form.get('name'));
    const onSuccess = () => element.reset();
    if (purpose === 'ingest')
      create.mutate(
        { purpose, name, machine: String(form.get(isNew ? 'newMachine' : 'machine')), register: isNew },
        { onSuccess },
      );
    else create.mutate({ purpose, name }, { onSuccess });
  };
  return (
    <Card className="mb-4 p-4">
      <form onSubmit={submit} className="space-y-3" aria-label="Make a key">
        <FormFault text={create.error?.message ?? null} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-52">
            <Field label="Name of the key" name="name" autoComplete="off" maxLength={100} required />
          </div>
          <div className="basis-64 max-[599px]:basis-full">
            <SelectField
              label="What for"
              value={purpose}
              onChange={({ target }) => setPurpose(NAMES.find((one) => one === target.value) ?? 'read')}
            >
              {NAMES.map((one) => (
                <option key={one} value={one}>
                  {PURPOSES[one]}
                </option>
              ))}
            </SelectField>
          </div>
          {purpose === 'ingest' && (
            <div className="min-w-0 basis-52 max-[599px]:basis-full">
              <SelectField
                label="Machine"
                name="machine"
                value={machine}
                onChange={({ target }) => setMachine(target.value)}
                required
              >
                <option value="" disabled>
                  Choose one
                </option>
                {(machines.data ?? []).map(({ id, machine_id }) => (
                  <option key={id} value={id}>
                    {machine_id}
                  </option>
                ))}
                <option value={NEW}>A new machine</option>
              </SelectField>
            </div>
          )}
          {purpose === 'ingest' && isNew && (
            <div className="min-w-0 basis-52 max-[599px]:basis-full">
              <Field
                label="Name of the machine"
                name="newMachine"
                autoComplete="off"
                maxLength={255}
                required
              />
            </div>
          )}
          <button type="submit" className="btn btn-primary min-h-[38px]" disabled={create.isPending}>
            {create.isPending ? 'Making the key' : 'Make a key'}
          </button>
        </div>
        {purpose === 'ingest' && isNew && (
          <p className="text-[13px] text-text-2">
            The machine is registered when its agent first uses the key.
          </p>
        )}
      </form>
    </Card>
  );
}

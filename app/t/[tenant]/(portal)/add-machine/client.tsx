'use client';
import { useMutation } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import type { FormEvent } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { InstallLine } from './_add/install-line.tsx';
import { WaitForSample } from './_add/wait-for-sample.tsx';

/** Name a machine, copy one line, see its first sample arrive. */
export function AddMachineClient() {
  const trpc = useTRPC();
  const add = useMutation(trpc.machines.add.mutationOptions());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate({ machine_id: String(new FormData(event.currentTarget).get('name')) });
  };
  return (
    <>
      <PageHeader title="Add a machine" />
      <Card className="max-w-3xl p-5">
        {add.data ? (
          <div className="space-y-5">
            <InstallLine
              name={add.data.machine.machine_id}
              apiKey={add.data.key}
              expiresAt={add.data.expiresAt}
            />
            <WaitForSample machine={add.data.machine.machine_id} />
          </div>
        ) : (
          <form onSubmit={submit} className="max-w-sm space-y-4">
            <FormFault text={add.error?.message ?? null} />
            <Field
              label="Name of the machine"
              name="name"
              placeholder="db-prod-01"
              maxLength={255}
              autoComplete="off"
              spellCheck={false}
              first
              required
            />
            <p className="text-[13px] text-text-2">
              As it shall stand in charts and reports; its host name is a good one. A name that is there
              already gets another key.
            </p>
            <button type="submit" className="btn btn-primary" disabled={add.isPending}>
              {add.isPending ? 'Making its key' : 'Make its key'}
            </button>
          </form>
        )}
      </Card>
    </>
  );
}

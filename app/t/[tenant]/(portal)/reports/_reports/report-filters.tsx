'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { Field } from '#app/_components/field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { ShownReports } from './report-pages.ts';
import { STATE_WORDS } from './report-state.tsx';

const STATES = Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[];

function filterOf(form: HTMLFormElement): ShownReports {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const status = STATES.find((state) => state === text('status'));
  return {
    ...(text('machine') && { machine: text('machine') }),
    ...(text('q') && { q: text('q') }),
    ...(status && { status }),
  };
}

/** Which reports: by words, machine and state. */
export function ReportFilters({ onFilter }: { onFilter: (filter: ShownReports) => void }) {
  const trpc = useTRPC();
  const machines = useQuery(trpc.machines.list.queryOptions());
  return (
    <Card className="mb-4 p-4">
      <form
        aria-label="Filter"
        className="grid gap-3 min-[600px]:grid-cols-3"
        onChange={({ currentTarget }) => onFilter(filterOf(currentTarget))}
        onSubmit={(event) => event.preventDefault()}
      >
        <Field
          label="Find"
          type="search"
          name="q"
          maxLength={200}
          placeholder="Title, customer, machine or maker"
        />
        <SelectField label="Machine" name="machine">
          <option value="">All</option>
          {machines.data?.map(({ id, machine_id, display_name }) => (
            <option key={id} value={id}>
              {display_name ?? machine_id}
            </option>
          ))}
        </SelectField>
        <SelectField label="State" name="status">
          <option value="">All</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
        </SelectField>
      </form>
    </Card>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { Field } from '#app/_components/field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { ShownSessions } from './session-pages.ts';

const DAY_MS = 24 * 3600 * 1000;

/** A form's fields as a filter: days are the reader's, the last one included. */
function filterOf(form: HTMLFormElement): ShownSessions {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const day = (name: string) => (text(name) ? new Date(`${text(name)}T00:00:00`) : null);
  const [from, last] = [day('from'), day('to')];
  return {
    ...(text('machine') && { machine: text('machine') }),
    ...(text('q') && { q: text('q') }),
    ...(from && { from }),
    ...(last && { to: new Date(last.getTime() + DAY_MS) }),
  };
}

interface SessionFiltersProps {
  /** The only machine whose sessions are shown; without it one can be chosen. */
  machine?: string;
  onFilter: (filter: ShownSessions) => void;
}

/** Which sessions: of what name, machine and days. */
export function SessionFilters({ machine, onFilter }: SessionFiltersProps) {
  const trpc = useTRPC();
  const machines = useQuery({ ...trpc.machines.list.queryOptions(), enabled: machine === undefined });
  return (
    <Card className="mb-4 p-4">
      <form
        aria-label="Filter"
        className="grid gap-3 min-[600px]:grid-cols-2 min-[1100px]:grid-cols-4"
        onChange={({ currentTarget }) => onFilter(filterOf(currentTarget))}
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label="Find" type="search" name="q" maxLength={255} placeholder="Name, note or machine" />
        {machine === undefined && (
          <SelectField label="Machine" name="machine">
            <option value="">All</option>
            {machines.data?.map(({ id, machine_id, display_name }) => (
              <option key={id} value={id}>
                {display_name ?? machine_id}
              </option>
            ))}
          </SelectField>
        )}
        <Field label="From" type="date" name="from" />
        <Field label="To" type="date" name="to" />
      </form>
    </Card>
  );
}

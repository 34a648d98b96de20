'use client';
import { Field } from '#app/_components/field.tsx';
import { FilterForm } from '#app/_components/filters/filter-form.tsx';
import { MachineField } from '#app/_components/filters/machine-field.tsx';
import type { ShownSessions } from './session-pages.ts';

interface SessionFiltersProps {
  /** The only machine whose sessions are shown; without it one can be chosen. */
  machine?: string;
  onFilter: (filter: ShownSessions) => void;
}

/** Which sessions: of what name, machine and days. */
export function SessionFilters({ machine, onFilter }: SessionFiltersProps) {
  return (
    <FilterForm
      columns={4}
      onFilter={({ text, days }) => onFilter({ ...text('machine'), ...text('q'), ...days() })}
    >
      <Field label="Find" type="search" name="q" maxLength={255} placeholder="Name, note or machine" />
      {machine === undefined && <MachineField />}
      <Field label="From" type="date" name="from" />
      <Field label="To" type="date" name="to" />
    </FilterForm>
  );
}

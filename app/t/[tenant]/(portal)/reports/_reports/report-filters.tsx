'use client';
import { Field } from '#app/_components/field.tsx';
import { FilterForm } from '#app/_components/filters/filter-form.tsx';
import { MachineField } from '#app/_components/filters/machine-field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import type { ShownReports } from './report-pages.ts';
import { STATE_WORDS } from './report-state.tsx';

const STATES = Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[];

/** Which reports: by words, machine and state. */
export function ReportFilters({ onFilter }: { onFilter: (filter: ShownReports) => void }) {
  return (
    <FilterForm
      columns={3}
      onFilter={({ text }) => {
        const status = STATES.find((state) => state === text('status').status);
        onFilter({ ...text('machine'), ...text('q'), ...(status && { status }) });
      }}
    >
      <Field
        label="Find"
        type="search"
        name="q"
        maxLength={200}
        placeholder="Title, customer, machine or maker"
      />
      <MachineField />
      <SelectField label="State" name="status">
        <option value="">All</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_WORDS[state]}
          </option>
        ))}
      </SelectField>
    </FilterForm>
  );
}

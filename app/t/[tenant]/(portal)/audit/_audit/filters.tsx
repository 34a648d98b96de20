'use client';
import { useQuery } from '@tanstack/react-query';
import { Field } from '#app/_components/field.tsx';
import { FilterForm } from '#app/_components/filters/filter-form.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { AuditFilter } from '#server/audit/audit-filter.ts';
import { verbWords } from './verb-words.ts';

/** Whose, which and when. */
export function Filters({ onFilter }: { onFilter: (filter: AuditFilter) => void }) {
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(trpc.audit.choices.queryOptions());
  return (
    <FilterForm
      columns={4}
      onFilter={({ text, days }) => onFilter({ ...text('actor'), ...text('verb'), ...days() })}
    >
      <SelectField label="Who" name="actor">
        <option value="">Everybody</option>
        {data?.actors.map(({ id, kind, name }) => (
          <option key={id} value={id}>
            {kind === 'key' ? `key ${name ?? id}` : (name ?? id)}
          </option>
        ))}
      </SelectField>
      <SelectField label="What" name="verb">
        <option value="">Everything</option>
        {data?.verbs.map((verb) => (
          <option key={verb} value={verb}>
            {verbWords(verb)}
          </option>
        ))}
      </SelectField>
      <Field label="From" type="date" name="from" />
      <Field label="To" type="date" name="to" />
      {isError && !data && (
        <InlineError
          message="Who and what there is to choose from could not be read."
          onRetry={() => refetch()}
          className="col-span-full"
        />
      )}
    </FilterForm>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { Field } from '#app/_components/field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { AuditFilter } from '#server/audit/audit-filter.ts';
import { verbWords } from './verb-words.ts';

const DAY_MS = 24 * 3600 * 1000;

/** A form's fields as a filter: days are the reader's, the last one included. */
function filterOf(form: HTMLFormElement): AuditFilter {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? '');
  const day = (name: string) => (text(name) ? new Date(`${text(name)}T00:00:00`) : null);
  const [from, last] = [day('from'), day('to')];
  return {
    ...(text('actor') && { actor: text('actor') }),
    ...(text('verb') && { verb: text('verb') }),
    ...(from && { from }),
    ...(last && { to: new Date(last.getTime() + DAY_MS) }),
  };
}

/** Whose, which and when. */
export function Filters({ onFilter }: { onFilter: (filter: AuditFilter) => void }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.audit.choices.queryOptions());
  return (
    <Card className="mb-4 p-4">
      <form
        aria-label="Filter"
        className="grid gap-3 min-[600px]:grid-cols-2 min-[1100px]:grid-cols-4"
        onChange={({ currentTarget }) => onFilter(filterOf(currentTarget))}
        onSubmit={(event) => event.preventDefault()}
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
      </form>
    </Card>
  );
}

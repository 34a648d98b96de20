'use client';
import { Card } from '@tremor/react';
import type { ReactNode } from 'react';
import { type FilterFields, readFilter } from './read-filter.ts';

interface FilterFormProps {
  /** How many fields stand side by side where there is room. */
  columns: 3 | 4;
  /** Called with every change. */
  onFilter: (fields: FilterFields) => void;
  /** The fields. */
  children: ReactNode;
}

const COLUMNS = {
  3: 'min-[600px]:grid-cols-3',
  4: 'min-[600px]:grid-cols-2 min-[1100px]:grid-cols-4',
} as const;

/** The filter above a list; it works as it is filled in. */
export function FilterForm({ columns, onFilter, children }: FilterFormProps) {
  return (
    <Card className="mb-4 p-4">
      <form
        aria-label="Filter"
        className={`grid gap-3 ${COLUMNS[columns]}`}
        onChange={({ currentTarget }) => onFilter(readFilter(currentTarget))}
        onSubmit={(event) => event.preventDefault()}
      >
        {children}
      </form>
    </Card>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { SelectField } from '#app/_components/select-field.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** One of the portal's machines, or all: the field `machine`. */
export function MachineField() {
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(trpc.machines.list.queryOptions());
  return (
    <div>
      <SelectField label="Machine" name="machine">
        <option value="">All</option>
        {data?.map(({ id, machine_id, display_name }) => (
          <option key={id} value={id}>
            {display_name ?? machine_id}
          </option>
        ))}
      </SelectField>
      {isError && !data && (
        <InlineError
          message="The machines could not be listed."
          onRetry={() => refetch()}
          className="mt-1.5"
        />
      )}
    </div>
  );
}

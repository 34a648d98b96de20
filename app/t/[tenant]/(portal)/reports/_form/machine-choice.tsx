'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

const MOST = 6;
/** From so many on they are searched, not looked through. */
const MANY = 8;

interface MachineChoiceProps {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** One to six machines, by their ids. */
export function MachineChoice({ chosen, onChange }: MachineChoiceProps) {
  const trpc = useTRPC();
  const machines = useQuery(trpc.machines.list.queryOptions());
  const [find, setFind] = useState('');
  const all = machines.data ?? [];
  const shown = all.filter(({ id, machine_id, display_name }) => {
    const words = `${machine_id} ${display_name ?? ''}`.toLowerCase();
    return chosen.includes(id) || words.includes(find.toLowerCase());
  });
  return (
    <fieldset>
      <legend className="mb-1.5 text-[13px] font-medium">Machines, one to six</legend>
      {machines.isPending && <Skeleton className="h-24 rounded-lg" />}
      {machines.isError && !machines.data && (
        <InlineError message={machines.error.message} onRetry={() => machines.refetch()} />
      )}
      {all.length > MANY && (
        <input
          type="search"
          className="field mb-2"
          aria-label="Find a machine"
          placeholder="Find"
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
      )}
      {machines.data && all.length === 0 && (
        <p className="text-[13px] text-text-2">There is no machine yet. Add one first.</p>
      )}
      <div className="grid max-h-56 gap-x-4 overflow-y-auto min-[600px]:grid-cols-2">
        {shown.map(({ id, machine_id, display_name }) => {
          const on = chosen.includes(id);
          return (
            <label key={id} className="flex min-h-8 min-w-0 items-center gap-2.5 text-[13.5px]">
              <input
                type="checkbox"
                checked={on}
                disabled={!on && chosen.length >= MOST}
                onChange={() => onChange(on ? chosen.filter((one) => one !== id) : [...chosen, id])}
              />
              <span className="truncate">{display_name ?? machine_id}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

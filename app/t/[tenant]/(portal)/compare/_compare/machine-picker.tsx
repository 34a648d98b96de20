'use client';
import { Combobox, ComboboxInput, ComboboxOption, ComboboxOptions } from '@headlessui/react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { rankEntries } from '#app/_components/shell/palette/rank-entries.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

interface MachinePickerProps {
  /** Not offered again; names or ids. */
  chosen: readonly string[];
  onChoose: (machine: string) => void;
}

/** A field that finds one of a thousand machines by any part of its name, its hostname or its tags. */
export function MachinePicker({ chosen, onChoose }: MachinePickerProps) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState(false);
  const [query, setQuery] = useState('');
  const typed = useDeferredValue(query);
  const { data, error, refetch } = useQuery({ ...trpc.machines.list.queryOptions(), enabled: asked });
  const entries = useMemo(
    () =>
      (data ?? [])
        .filter(({ id, machine_id }) => !chosen.includes(machine_id) && !chosen.includes(id))
        .map(({ machine_id, display_name, hostname, status, tags }) => ({
          machine: machine_id,
          label: display_name ?? machine_id,
          words: [machine_id, hostname, ...Object.entries(tags).flat()].filter(Boolean).join(' '),
          group: 'Machines' as const,
          status,
        })),
    [data, chosen],
  );
  const found = useMemo(() => rankEntries(entries, typed), [entries, typed]);
  const further = typed === '' ? entries.length - found.length : 0;
  return (
    <Combobox<string | null>
      value={null}
      immediate
      onChange={(machine) => {
        if (machine === null) return;
        setQuery('');
        onChoose(machine);
      }}
    >
      <div className="relative w-full min-[520px]:w-[270px]">
        <ComboboxInput
          aria-label="Add a machine"
          placeholder={chosen.length === 0 ? 'Choose a machine' : 'Add a machine'}
          autoComplete="off"
          spellCheck={false}
          className="field"
          value={query}
          onFocus={() => setAsked(true)}
          onChange={({ target }) => setQuery(target.value)}
        />
        <ComboboxOptions className="empty:hidden absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-card border border-line bg-surface p-1.5 shadow-lg outline-none dark:shadow-none">
          {found.map(({ machine, label, status }) => (
            <ComboboxOption
              key={machine}
              value={machine}
              className="flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-[13.5px] text-text data-focus:bg-accent-weak data-focus:text-accent"
            >
              <span className="min-w-0 truncate">{label}</span>
              <span className="ml-auto shrink-0 text-xs text-text-2">{status}</span>
            </ComboboxOption>
          ))}
        </ComboboxOptions>
        {asked && (further > 0 || error || (data && found.length === 0)) && (
          <p role="status" className="mt-1 text-xs text-text-2">
            {error ? (
              <>
                {error.message}{' '}
                <button type="button" className="underline" onClick={() => refetch()}>
                  Try again
                </button>
              </>
            ) : further > 0 ? (
              `${further.toLocaleString('en-US')} more: type a part of the name`
            ) : typed === '' ? (
              'There is no other machine.'
            ) : (
              'No other machine is called that.'
            )}
          </p>
        )}
      </div>
    </Combobox>
  );
}

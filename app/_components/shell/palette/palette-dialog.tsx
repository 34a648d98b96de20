'use client';
import {
  Combobox,
  ComboboxInput,
  ComboboxOption,
  ComboboxOptions,
  Dialog,
  DialogBackdrop,
  DialogPanel,
  DialogTitle,
} from '@headlessui/react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Role } from '#server/tenancy/context.ts';
import { Icon } from '../../icon.tsx';
import { InlineError } from '../../states/inline-error.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { rankEntries } from './rank-entries.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

interface PaletteDialogProps {
  role: Role;
  open: boolean;
  onClose: () => void;
}

/** A field over the page that finds machines, pages and actions; Enter goes there. */
export function PaletteDialog({ role, open, onClose }: PaletteDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} className="relative z-50">
      <DialogBackdrop className="fixed inset-0 bg-black/35" />
      <div className="fixed inset-0 flex items-start justify-center p-3 pt-[12vh]">
        <DialogPanel className="w-full max-w-[560px] overflow-hidden rounded-card border border-line bg-surface shadow-lg dark:shadow-none">
          <DialogTitle className="sr-only">Search and go to</DialogTitle>
          <Palette role={role} onClose={onClose} />
        </DialogPanel>
      </div>
    </Dialog>
  );
}

function Palette({ role, onClose }: Omit<PaletteDialogProps, 'open'>) {
  const { entries, isError, refetch } = usePaletteEntries(role);
  const [query, setQuery] = useState('');
  const typed = useDeferredValue(query);
  const found = useMemo(() => rankEntries(entries, typed), [entries, typed]);
  const run = (entry: PaletteEntry | null) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  return (
    <Combobox<PaletteEntry | null> value={null} onChange={run} immediate>
      <div className="flex items-center gap-2.5 border-b border-line px-4 text-text-2">
        <Icon name="search" />
        <ComboboxInput
          autoFocus
          aria-label="Search machines, pages and actions"
          placeholder="Machines, pages, actions"
          autoComplete="off"
          spellCheck={false}
          className="w-full bg-transparent py-3.5 text-[15px] text-text outline-none placeholder:text-text-3"
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              // The first Escape would only close the list, which is always shown here.
              event.preventDefault();
              onClose();
            } else if (event.key === 'Enter' && typed !== query) {
              // Who types quickly is ahead of the list, and means what it will have first.
              event.preventDefault();
              run(rankEntries(entries, query)[0] ?? null);
            }
          }}
        />
      </div>
      <ComboboxOptions static className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5 outline-none">
        {found.map((entry, index) => (
          <ComboboxOption
            key={entry.id}
            value={entry}
            className="group/entry flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-2 text-[13.5px] text-text data-focus:bg-accent-weak data-focus:text-accent"
          >
            <span className="text-text-2 group-data-focus/entry:text-accent">
              <Icon name={entry.icon} />
            </span>
            <span className="min-w-0 truncate">{entry.label}</span>
            {entry.hint && <span className="text-xs text-text-2">{entry.hint}</span>}
            <span className="ml-auto shrink-0 pl-3 text-xs text-text-2">
              {(query !== '' || entry.group !== found[index - 1]?.group) && entry.group}
            </span>
          </ComboboxOption>
        ))}
      </ComboboxOptions>
      {isError && (
        <InlineError
          message="The machines could not be listed."
          onRetry={() => refetch()}
          className="px-4 py-3"
        />
      )}
      {found.length === 0 && (
        <p role="status" className="px-4 pb-4 text-[13.5px] text-text-2">
          Nothing here is called that.
        </p>
      )}
    </Combobox>
  );
}

'use client';
import { type KeyboardEvent, useId, useState } from 'react';
import { Icon } from '../icon.tsx';

/** The first entry: the file says it itself. */
const IN_FILE = { value: null, label: 'As named in the file' } as const;
const MOST_SHOWN = 100;

interface MachineSelectProps {
  label: string;
  machines: readonly { machine_id: string; display_name: string | null }[];
  /** Whether a name that is not there yet is registered by the upload. */
  mayRegister: boolean;
  value: string | null;
  onChange: (machine: string | null) => void;
}

interface Entry {
  value: string | null;
  label: string;
}

/** A choice of one machine, found by typing (the ARIA combobox with a list). */
export function MachineSelect({ label, machines, mayRegister, value, onChange }: MachineSelectProps) {
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = typed !== null;
  const entries = open ? entriesFor(typed, machines, mayRegister) : [];
  const current = entries[Math.min(at, entries.length - 1)];

  const show = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  const choose = (entry: Entry | undefined) => {
    if (entry) onChange(entry.value);
    setTyped(null);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!open) show('');
      else setAt((index) => Math.min(entries.length - 1, Math.max(0, index + step)));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Escape') setTyped(null);
  };

  return (
    <div className="relative min-w-0">
      <input
        className="field min-h-[34px] py-1 pr-8 text-[13px]"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? idOf(listId, current) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={open ? 'Type to search' : undefined}
        value={typed ?? nameOf(value, machines)}
        onFocus={(event) => event.target.select()}
        onClick={() => !open && show('')}
        onChange={(event) => show(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => setTyped(null)}
      />
      <span className="pointer-events-none absolute top-[9px] right-2.5 text-text-3">
        <Icon name="chevron" />
      </span>
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        className={`absolute inset-x-0 top-full z-20 mt-1 max-h-60 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-lg dark:shadow-none ${open ? '' : 'hidden'}`}
      >
        {entries.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's business, the focus stays there
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={entry.value ?? ''}
            id={idOf(listId, entry)}
            role="option"
            aria-selected={entry.value === value}
            data-at={entry === current || undefined}
            // Before the input loses its focus, and with it the list.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(entry)}
            className="cursor-pointer truncate rounded-md px-2.5 py-1.5 text-[13px] hover:bg-surface-2 data-at:bg-accent-weak aria-selected:font-[550]"
          >
            {entry.label}
          </div>
        ))}
        {open && entries.length === 0 && (
          <p className="px-2.5 py-1.5 text-[13px] text-text-2">No machine of this name.</p>
        )}
      </div>
    </div>
  );
}

type Named = MachineSelectProps['machines'];

const idOf = (listId: string, { value }: Entry): string =>
  `${listId}-${value ?? 'file'}`.replaceAll(/\s/g, '_');

const nameOf = (value: string | null, machines: Named): string =>
  value === null
    ? IN_FILE.label
    : (machines.find(({ machine_id }) => machine_id === value)?.display_name ?? value);

function entriesFor(typed: string, machines: Named, mayRegister: boolean): Entry[] {
  const word = typed.trim().toLowerCase();
  const found = machines
    .map(({ machine_id, display_name }): Entry & { text: string } => ({
      value: machine_id,
      label: display_name && display_name !== machine_id ? `${display_name} (${machine_id})` : machine_id,
      text: `${display_name ?? ''} ${machine_id}`.toLowerCase(),
    }))
    .filter(({ text }) => text.includes(word))
    .slice(0, MOST_SHOWN);
  const isNew = word !== '' && !machines.some(({ machine_id }) => machine_id === typed.trim());
  return [
    ...(word === '' ? [IN_FILE] : []),
    ...found,
    ...(mayRegister && isNew ? [{ value: typed.trim(), label: `New machine “${typed.trim()}”` }] : []),
  ];
}

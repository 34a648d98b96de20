'use client';
import { formatBytes } from '../format/format-bytes.ts';
import { Icon } from '../icon.tsx';
import { MachineSelect } from './machine-select.tsx';
import type { Send } from './send.ts';

const MEANINGS = [
  { value: '', label: 'Not said: taken as rates, with a warning where they look like counters' },
  { value: 'rate', label: 'Rates: per second, as in an export of this portal' },
  { value: 'cumulative', label: 'Counters: totals since boot, turned into rates here' },
] as const;

interface ReadyFileProps {
  send: Send;
  machines: readonly { machine_id: string; display_name: string | null }[];
  mayRegister: boolean;
  onEdit: (change: Partial<Pick<Send, 'machine' | 'counters'>>) => void;
  onRemove: () => void;
}

/** A file that was chosen and not sent yet: whose it is, and how it is meant. */
export function ReadyFile({ send, machines, mayRegister, onEdit, onRemove }: ReadyFileProps) {
  const { name, size } = send.file;
  return (
    <li className="border-t border-line px-4 py-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,240px)_auto]">
        <p className="min-w-0">
          <span className="block truncate text-[13.5px] font-medium" title={name}>
            {name}
          </span>
          <span className="num text-xs text-text-2">{formatBytes(size)}</span>
        </p>
        <div className="max-sm:order-last max-sm:col-span-2">
          <MachineSelect
            label={`Machine of ${name}`}
            machines={machines}
            mayRegister={mayRegister}
            value={send.machine}
            onChange={(machine) => onEdit({ machine })}
          />
        </div>
        <button type="button" className="btn btn-icon" aria-label={`Leave out ${name}`} onClick={onRemove}>
          <Icon name="close" />
        </button>
      </div>
      <details className="mt-1.5 text-[13px]">
        <summary className="w-fit text-text-2">Options</summary>
        <fieldset className="mt-2 space-y-1.5">
          <legend className="mb-1 text-text-2">What disk and network columns hold</legend>
          {MEANINGS.map(({ value, label }) => (
            <label key={value} className="flex items-start gap-2">
              <input
                type="radio"
                name={`counters-${send.id}`}
                className="mt-[3px] accent-accent"
                checked={(send.counters ?? '') === value}
                onChange={() => onEdit({ counters: value === '' ? null : value })}
              />
              {label}
            </label>
          ))}
        </fieldset>
      </details>
    </li>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Popover } from '#app/_components/popover.tsx';
import type { Tab } from '../search-params.ts';
import { viewQuery } from '../view-query.ts';
import { customPeriod, fieldTime } from './custom-period.ts';
import type { Window } from './series-input.ts';

interface CustomRangeProps {
  window: Window;
  tab: Tab;
  /** Whether such a range is shown now. */
  active: boolean;
}

/** A range between two moments that are typed in. */
export function CustomRange({ window, tab, active }: CustomRangeProps) {
  return (
    <Popover
      label="A range of your own"
      button="Custom"
      buttonClass={active ? 'btn border-accent! bg-accent-weak! text-accent! font-semibold!' : 'btn'}
    >
      {(close) => <CustomRangeForm window={window} tab={tab} onDone={close} />}
    </Popover>
  );
}

function CustomRangeForm({ window, tab, onDone }: Omit<CustomRangeProps, 'active'> & { onDone: () => void }) {
  const router = useRouter();
  const [fields, setFields] = useState({ from: fieldTime(window.start), to: fieldTime(window.end) });
  const [wrong, setWrong] = useState<{ field: string; fault: string } | null>(null);
  const faultId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = customPeriod(fields, Date.now());
    if ('fault' in read) return setWrong(read);
    onDone();
    router.push(`?${viewQuery({ period: read.period, tab })}`, { scroll: false });
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-3">
      {(['from', 'to'] as const).map((field) => (
        <label key={field} className="block">
          <span className="mb-1.5 block text-[13px] font-medium">
            {field === 'from' ? 'From' : 'To'} <span className="font-normal text-text-2">(UTC)</span>
          </span>
          <input
            type="datetime-local"
            step={1}
            className="field num"
            value={fields[field]}
            aria-invalid={wrong?.field === field}
            aria-describedby={wrong?.field === field ? faultId : undefined}
            onChange={({ target }) => {
              setWrong(null);
              setFields({ ...fields, [field]: target.value });
            }}
          />
          {wrong?.field === field && (
            <span id={faultId} role="alert" className="mt-1 block text-[13px] text-act">
              {wrong.fault}
            </span>
          )}
        </label>
      ))}
      <button type="submit" className="btn btn-primary w-full">
        Show
      </button>
    </form>
  );
}

'use client';
import { type FormEvent, useId, useState } from 'react';
import { useZone } from '../preferences/use-zone.ts';
import { customPeriod, fieldTime } from './custom-period.ts';
import type { Period } from './period.ts';

interface AbsoluteRangeProps {
  window: { start: number; end: number };
  onShow: (period: Period) => void;
}

/** A range between two moments that are typed in, in the zone that times are shown in. */
export function AbsoluteRange({ window, onShow }: AbsoluteRangeProps) {
  const zone = useZone();
  const [fields, setFields] = useState({
    from: fieldTime(window.start, zone),
    to: fieldTime(window.end, zone),
  });
  const [wrong, setWrong] = useState<{ field: string; fault: string } | null>(null);
  const faultId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = customPeriod(fields, Date.now(), zone);
    if ('fault' in read) setWrong(read);
    else onShow(read.period);
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-3">
      {(['from', 'to'] as const).map((field) => (
        <label key={field} className="block">
          <span className="mb-1.5 block text-[13px] font-medium">
            {field === 'from' ? 'From' : 'To'} <span className="font-normal text-text-2">({zone})</span>
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

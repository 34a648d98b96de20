'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Popover } from '../popover.tsx';
import { AbsoluteRange } from './absolute-range.tsx';
import { type Period, rangeWidth } from './period.ts';
import { SessionChoice } from './session-choice.tsx';

interface CustomRangeProps {
  window: { start: number; end: number };
  hrefOf: (period: Period) => string;
  /** As of RangePicker. */
  onShow: ((period: Period) => void) | undefined;
  /** Whose sessions can be chosen. */
  machine: string | undefined;
  /** Whether such a range is shown now. */
  active: boolean;
  name: string;
}

/** A range of one's own: a width up to now, two moments, or a session. */
export function CustomRange({ window, hrefOf, onShow, machine, active, name }: CustomRangeProps) {
  const router = useRouter();
  return (
    <Popover
      label="A range of your own"
      button={name}
      buttonClass={active ? 'btn border-accent! bg-accent-weak! text-accent! font-semibold!' : 'btn'}
    >
      {(close) => {
        const show = (period: Period) => {
          close();
          if (onShow) onShow(period);
          else router.push(hrefOf(period), { scroll: false });
        };
        return (
          <div className="space-y-4">
            <AbsoluteRange window={window} onShow={show} />
            <RelativeRange onShow={show} />
            {machine !== undefined && <SessionChoice machine={machine} onShow={show} />}
          </div>
        );
      }}
    </Popover>
  );
}

const UNITS = { m: 'minutes', h: 'hours', d: 'days' } as const;

function RelativeRange({ onShow }: { onShow: (period: Period) => void }) {
  const [count, setCount] = useState('3');
  const [unit, setUnit] = useState('h');
  const range = `${Number(count)}${unit}`;
  const good = rangeWidth(range) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (good) onShow({ range });
  };
  return (
    <form onSubmit={submit} className="border-t border-line pt-3">
      <fieldset className="flex gap-2">
        <legend className="mb-1.5 text-[13px] font-medium">Up to now</legend>
        <input
          type="number"
          min={1}
          max={9999}
          className="field num w-20!"
          aria-label="The last"
          value={count}
          aria-invalid={!good}
          onChange={({ target }) => setCount(target.value)}
        />
        <select
          className="field"
          aria-label="Of what"
          value={unit}
          onChange={({ target }) => setUnit(target.value)}
        >
          {Object.entries(UNITS).map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
        <button type="submit" className="btn" disabled={!good}>
          Follow
        </button>
      </fieldset>
    </form>
  );
}

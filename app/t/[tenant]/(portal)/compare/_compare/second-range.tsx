'use client';
import { Popover } from '#app/_components/popover.tsx';
import { AbsoluteRange } from '#app/_components/range/absolute-range.tsx';
import type { Period } from '#app/_components/range/period.ts';
import { SessionChoice } from '#app/_components/range/session-choice.tsx';
import type { Window } from '../../machines/[machine]/_machine/series-input.ts';
import type { Second } from '../search-params.ts';
import { BEFORE } from './start-here.tsx';

interface SecondRangeProps {
  second: Second | null;
  /** Whose sessions can be chosen. */
  machine: string;
  /** What B shows now, as the beginning of a range of one's own. */
  window: Window;
  onChoose: (second: Second | null) => void;
}

/** The time of B: so much before A, two moments, or a session. */
export function SecondRange({ second, machine, window, onChoose }: SecondRangeProps) {
  const before = second && 'before' in second ? second.before : null;
  const known = BEFORE.find(([key]) => key === before)?.[1];
  const name = known ?? (before !== null ? `${before} earlier` : second ? 'Custom' : 'same time');
  return (
    <Popover
      label="The time of B"
      button={`B: ${name}`}
      buttonClass={second ? 'btn border-accent! bg-accent-weak! text-accent! font-semibold!' : 'btn'}
    >
      {(close) => {
        const choose = (to: Second | null) => {
          close();
          onChoose(to);
        };
        const show = (period: Period) => 'from' in period && choose(period);
        return (
          <div className="space-y-4">
            <div className="flex flex-wrap gap-2">
              {BEFORE.map(([key, text]) => (
                <button
                  key={key}
                  type="button"
                  className="btn"
                  aria-pressed={key === before}
                  onClick={() => choose({ before: key })}
                >
                  {text}
                </button>
              ))}
              {second && (
                <button type="button" className="btn" onClick={() => choose(null)}>
                  no second range
                </button>
              )}
            </div>
            <AbsoluteRange window={window} onShow={show} />
            <SessionChoice machine={machine} onShow={show} />
          </div>
        );
      }}
    </Popover>
  );
}

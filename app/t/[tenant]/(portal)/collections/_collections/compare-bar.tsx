import Link from 'next/link';
import type { SessionView } from '#server/collection-sessions/session-view.ts';
import { compareHref } from '../../compare/view-query.ts';
import { sessionRange } from './session-range.ts';

interface CompareBarProps {
  chosen: readonly SessionView[];
  onClear: () => void;
}

const nameOf = (session: SessionView) => session.name ?? session.display_name ?? session.machine_id;

/** Leads to the comparison of the two sessions that are ticked; before that it says how to get there. */
export function CompareBar({ chosen, onClear }: CompareBarProps) {
  const [first, second] = chosen;
  if (!first || !second)
    return <p className="mt-3 text-[13px] text-text-2">Tick two sessions to compare them.</p>;
  const machines = [...new Set([first.machine_id, second.machine_id])];
  return (
    <div className="mt-3 flex flex-wrap items-center gap-3" role="status">
      <p className="text-[13px]">
        {nameOf(first)} and {nameOf(second)}
      </p>
      <Link
        className="btn btn-primary"
        href={compareHref(machines, sessionRange(first), sessionRange(second))}
      >
        Compare them
      </Link>
      <button type="button" className="btn" onClick={onClear}>
        Choose others
      </button>
    </div>
  );
}

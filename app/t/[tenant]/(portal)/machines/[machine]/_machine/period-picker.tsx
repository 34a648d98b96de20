'use client';
import Link, { useLinkStatus } from 'next/link';
import type { Period, Tab } from '../search-params.ts';
import { RANGES } from '../search-params.ts';
import { viewQuery } from '../view-query.ts';
import { CustomRange } from './custom-range.tsx';
import type { Window } from './series-input.ts';

interface PeriodPickerProps {
  period: Period;
  tab: Tab;
  /** What is shown now, as the beginning of a range of one's own. */
  window: Window;
}

/** The widths of time to look at, each a link, so that a view can be shared; and a range of one's own. */
export function PeriodPicker({ period, tab, window }: PeriodPickerProps) {
  const current = 'range' in period ? period.range : 'custom';
  return (
    <div className="contents">
      <nav aria-label="Time range" className="seg max-w-full">
        {[...(Object.keys(RANGES) as (keyof typeof RANGES)[]), 'all' as const].map((range) => (
          <Link
            key={range}
            href={`?${viewQuery({ period: { range }, tab })}`}
            scroll={false}
            prefetch={false}
            aria-current={range === current ? 'true' : undefined}
            className="max-[480px]:px-[7px]!"
          >
            <RangeName name={range === 'all' ? 'All' : range} />
          </Link>
        ))}
      </nav>
      <CustomRange window={window} tab={tab} active={current === 'custom'} />
    </div>
  );
}

function RangeName({ name }: { name: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? 'opacity-50' : undefined}>{name}</span>;
}

'use client';
import Link, { useLinkStatus } from 'next/link';
import { CustomRange } from './custom-range.tsx';
import { type Period, RANGES } from './period.ts';

interface RangePickerProps {
  period: Period;
  /** Where a period is shown: every view is an address. */
  hrefOf: (period: Period) => string;
  /** Shows it without asking for the page anew; without it, hrefOf is gone to. */
  onShow?: (period: Period) => void;
  /** What is shown now (Unix ms), as the beginning of a range of one's own. */
  window: { start: number; end: number };
  /** One machine, whose sessions can be chosen as well. */
  machine?: string;
}

/** The widths of time to look at, each a link, so that a view can be shared; and a range of one's own. */
export function RangePicker({ period, hrefOf, onShow, window, machine }: RangePickerProps) {
  const current = 'range' in period ? period.range : null;
  const offered: readonly string[] = [...RANGES, 'all'];
  return (
    <div className="contents">
      <nav aria-label="Time range" className="seg max-w-full">
        {offered.map((range) => (
          <Link
            key={range}
            href={hrefOf({ range })}
            scroll={false}
            prefetch={false}
            onNavigate={(event) => {
              if (!onShow) return;
              event.preventDefault();
              onShow({ range });
            }}
            aria-current={range === current ? 'true' : undefined}
            className="max-[480px]:px-[7px]!"
          >
            <RangeName name={range === 'all' ? 'All' : range} />
          </Link>
        ))}
      </nav>
      <CustomRange
        window={window}
        hrefOf={hrefOf}
        onShow={onShow}
        machine={machine}
        active={current === null || !offered.includes(current)}
        name={current !== null && !offered.includes(current) ? `Last ${current}` : 'Custom'}
      />
    </div>
  );
}

function RangeName({ name }: { name: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? 'opacity-50' : undefined}>{name}</span>;
}

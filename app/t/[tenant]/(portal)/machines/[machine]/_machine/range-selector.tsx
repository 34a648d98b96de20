'use client';
import Link, { useLinkStatus } from 'next/link';
import { RANGES, type Range } from '../search-params.ts';

/** The widths of time to look at; each is a link, so that a view can be shared. */
export function RangeSelector({ current }: { current: Range }) {
  return (
    <nav aria-label="Time range" className="seg">
      {Object.keys(RANGES).map((range) => (
        <Link
          key={range}
          href={`?range=${range}`}
          scroll={false}
          prefetch={false}
          aria-current={range === current ? 'true' : undefined}
        >
          <RangeName name={range} />
        </Link>
      ))}
    </nav>
  );
}

function RangeName({ name }: { name: string }) {
  const { pending } = useLinkStatus();
  return <span className={pending ? 'opacity-50' : undefined}>{name}</span>;
}

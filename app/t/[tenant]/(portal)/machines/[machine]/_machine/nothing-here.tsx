'use client';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import type { Tab } from '../search-params.ts';
import { viewQuery } from '../view-query.ts';
import type { Extent } from './window-of.ts';

/** Instead of empty charts: when there are samples, and the way there; or how the first ones come. */
export function NothingHere({ extent: { first, last }, tab }: { extent: Extent; tab: Tab }) {
  return (
    <Card className="p-0" data-testid="nothing-here">
      {first === null ? (
        <EmptyState title="No samples yet">
          <p>They appear here as soon as an agent on this machine delivers, or a file of it is uploaded.</p>
          <p className="mt-4">
            <Link href="/uploads" className="btn">
              Upload data
            </Link>
          </p>
        </EmptyState>
      ) : (
        <EmptyState title="No samples in this range">
          <p>
            Samples from <LocalTime time={new Date(first)} />
            {last === null ? ' on' : ' to '}
            {last !== null && <LocalTime time={new Date(last)} />}.
          </p>
          <p className="mt-4 flex flex-wrap justify-center gap-2.5">
            <Link
              href={`?${viewQuery({ period: { range: 'all' }, tab })}`}
              scroll={false}
              className="btn btn-primary"
            >
              Show them
            </Link>
            <Link href="/uploads" className="btn">
              Upload data
            </Link>
          </p>
        </EmptyState>
      )}
    </Card>
  );
}

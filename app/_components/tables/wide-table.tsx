import { Table } from '@tremor/react';
import type { ReactNode } from 'react';

/** A table that scrolls sideways where it is too wide, also by keyboard: none of its cells need take the focus. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone; the keyboard must be able to scroll it
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <Table className="data-table overflow-visible">{children}</Table>
    </section>
  );
}

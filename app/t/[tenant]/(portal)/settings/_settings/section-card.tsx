import { Card } from '@tremor/react';
import type { ReactNode } from 'react';

interface SectionCardProps {
  title: string;
  /** What this is and what follows from it. */
  lead: ReactNode;
  children: ReactNode;
}

/** A part of the settings with its own heading. */
export function SectionCard({ title, lead, children }: SectionCardProps) {
  return (
    <Card className="p-5">
      <section aria-label={title}>
        <h2 className="text-[15px] font-semibold">{title}</h2>
        <p className="mt-1 mb-4 text-[13px] text-text-2">{lead}</p>
        {children}
      </section>
    </Card>
  );
}

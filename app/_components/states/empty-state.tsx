import type { ReactNode } from 'react';

/** What a list says when it is empty: what would be here, and the next step. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-6 py-16 text-center">
      <h2 className="text-[15px] font-semibold">{title}</h2>
      <div className="mx-auto mt-2 max-w-[52ch] text-[13.5px] text-text-2">{children}</div>
    </div>
  );
}

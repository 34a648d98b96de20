import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: state, facts. */
  facts?: ReactNode;
  /** At the right: what can be done here. */
  actions?: ReactNode;
}

/** The first line of every page of the portal. */
export function PageHeader({ title, facts, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-[60px] flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <h1 className="min-w-0 text-lg font-[650] tracking-tight break-words">{title}</h1>
      {facts}
      <div className="ml-auto flex flex-wrap items-center gap-2.5">{actions}</div>
    </header>
  );
}

import { Card } from '@tremor/react';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

interface AuthPageProps {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  /** Further cards below; the page is wider with them. */
  below?: ReactNode;
}

/** A page with one form and nothing of the portal around it. */
export function AuthPage({ title, lead, children, below }: AuthPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className={`w-full space-y-4 ${below ? 'max-w-[560px]' : 'max-w-[380px]'}`}>
        <div className="mb-6 text-center">
          <Brand />
        </div>
        <Card className="p-6 sm:p-7">
          <h1 className="text-lg font-[650] tracking-tight break-words">{title}</h1>
          {lead && <div className="mt-1.5 text-[13.5px] text-text-2">{lead}</div>}
          <div className="mt-5">{children}</div>
        </Card>
        {below}
      </div>
    </main>
  );
}

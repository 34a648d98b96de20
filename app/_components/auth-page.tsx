import { Card } from '@tremor/react';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

/** A page with one form, before anybody is signed in. */
export function AuthPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[380px]">
        <div className="mb-6 text-center">
          <Brand />
        </div>
        <Card className="p-6 sm:p-7">
          <h1 className="text-lg font-[650] tracking-tight break-words">{title}</h1>
          {lead && <div className="mt-1.5 text-[13.5px] text-text-2">{lead}</div>}
          <div className="mt-5">{children}</div>
        </Card>
      </div>
    </main>
  );
}

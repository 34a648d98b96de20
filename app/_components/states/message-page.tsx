import type { ReactNode } from 'react';
import { Brand } from '../brand.tsx';

/** A page that is one message: not found, suspended, failed. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 px-6 py-16 text-center">
      <Brand />
      <h1 className="mt-4 text-xl font-[650] tracking-tight">{title}</h1>
      <div className="max-w-[52ch] text-text-2">{children}</div>
    </main>
  );
}

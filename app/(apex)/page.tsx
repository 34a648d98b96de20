import { Card } from '@tremor/react';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { siteFromHost } from '#server/tenancy/site-from-host.ts';
import { Brand } from '../_components/brand.tsx';
import { FindPortal } from './client.tsx';

const POINTS = [
  [
    'A small agent',
    'reads Linux /proc once per tick and records it as it is; nothing is lost when the line is.',
  ],
  [
    'Live and history',
    'CPU, memory, disk and network as they happen, with spikes, gaps and restarts kept in sight.',
  ],
  ['A report', 'with charts, averages and percentiles side by side, as PDF, and every sample as CSV.'],
] as const;

/** The bare domain: what this is, and the way to one's own portal. */
export default async function ApexPage() {
  const host = (await headers()).get('host');
  if ((await siteFromHost(host)).kind !== 'apex') notFound();
  return (
    <main className="mx-auto grid min-h-dvh max-w-[1080px] content-center items-center gap-x-16 gap-y-10 px-5 py-12 min-[860px]:grid-cols-[minmax(0,1fr)_380px]">
      <div>
        <Brand />
        <h1 className="mt-8 max-w-[20ch] text-[34px] leading-[1.15] font-[680] tracking-[-0.025em]">
          From Linux /proc to a performance report
        </h1>
        <dl className="mt-8 max-w-[54ch] divide-y divide-line border-y border-line">
          {POINTS.map(([what, how]) => (
            <div key={what} className="grid gap-x-6 gap-y-0.5 py-3.5 sm:grid-cols-[140px_1fr]">
              <dt className="font-semibold">{what}</dt>
              <dd className="text-text-2">{how}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Card className="p-6 sm:p-7">
        <h2 className="text-lg font-[650] tracking-tight">Find your portal</h2>
        <p className="mt-1.5 mb-5 text-[13.5px] text-text-2">Each team has its own, under its own address.</p>
        <FindPortal />
      </Card>
    </main>
  );
}

import { Card } from '@tremor/react';
import { headers } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { env } from '#server/env.ts';
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

/** The bare domain: what this is, how to open a portal, and the way to one's own. */
export default async function ApexPage() {
  const host = (await headers()).get('host');
  if ((await siteFromHost(host)).kind !== 'apex') notFound();
  return (
    <main className="mx-auto grid min-h-dvh max-w-[1080px] content-center gap-y-10 px-5 py-12">
      <div>
        <Brand />
        <h1 className="mt-8 max-w-[24ch] text-[34px] leading-[1.15] font-[680] tracking-[-0.025em]">
          From Linux /proc to a performance report
        </h1>
        <dl className="mt-8 divide-y divide-line border-y border-line min-[860px]:grid min-[860px]:grid-cols-3 min-[860px]:divide-x min-[860px]:divide-y-0">
          {POINTS.map(([what, how]) => (
            <div key={what} className="py-3.5 min-[860px]:px-5 min-[860px]:first:pl-0 min-[860px]:last:pr-0">
              <dt className="font-semibold">{what}</dt>
              <dd className="mt-0.5 text-text-2">{how}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="grid gap-5 min-[700px]:grid-cols-2">
        <Card className="flex flex-col p-6 sm:p-7">
          <h2 className="text-lg font-[650] tracking-tight">Open a portal</h2>
          {env().SIGN_UP ? (
            <>
              <p className="mt-1.5 mb-5 text-[13.5px] text-text-2">
                For your team or your customer: an address of its own, and data that nobody else sees. You are
                its owner.
              </p>
              <Link href="/sign-up" className="btn btn-primary mt-auto min-h-[38px] w-full">
                Open a portal
              </Link>
            </>
          ) : (
            <p className="mt-1.5 text-[13.5px] text-text-2">
              Whoever runs this installation opens portals. Ask them for one, and for an invitation to it.
            </p>
          )}
        </Card>
        <Card className="p-6 sm:p-7">
          <h2 className="text-lg font-[650] tracking-tight">Find your portal</h2>
          <p className="mt-1.5 mb-5 text-[13.5px] text-text-2">
            Each team has its own, under its own address.
          </p>
          <FindPortal />
        </Card>
      </div>
    </main>
  );
}

'use client';
import { Card } from '@tremor/react';
import { ProgressBar } from '#app/_components/uploads/progress-bar.tsx';
import type { ReportView } from '#app/_trpc/outputs.ts';

const STEPS = {
  queued: 'Waiting for its turn',
  reading: 'Reading samples',
  computing: 'Computing figures',
  drawing: 'Drawing charts and pages',
} as const;
type Step = keyof typeof STEPS;
const ORDER = Object.keys(STEPS) as Step[];

/** How far a report is that is being made. */
export function ReportProgress({ report }: { report: ReportView }) {
  const now: Step = report.status === 'queued' ? 'queued' : (report.stage ?? 'reading');
  const at = ORDER.indexOf(now);
  return (
    <Card className="max-w-xl p-6">
      <p role="status" className="mb-3 text-[15px] font-semibold">
        {STEPS[now]}
      </p>
      <ProgressBar label="How much is done" share={report.status === 'queued' ? null : report.progress} />
      <ol className="mt-4 space-y-1.5 text-[13.5px]">
        {ORDER.map((step, place) => (
          <li
            key={step}
            aria-current={step === now ? 'step' : undefined}
            className={place === at ? 'font-medium' : 'text-text-2'}
          >
            {place < at ? `${STEPS[step]}: done` : STEPS[step]}
          </li>
        ))}
      </ol>
      <p className="mt-4 text-[13px] text-text-2">You may leave this page; the report stays in the list.</p>
    </Card>
  );
}

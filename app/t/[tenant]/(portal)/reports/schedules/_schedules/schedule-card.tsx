'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import type { ScheduleView } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { planWords } from './plan-words.ts';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-xs text-text-2">{name}</dt>
    <dd className="break-words">{children}</dd>
  </div>
);

interface ScheduleCardProps {
  schedule: ScheduleView;
  mayWrite: boolean;
  onEdit: () => void;
}

/** One schedule: what it makes, when, how it went, and what can be done with it. */
export function ScheduleCard({ schedule, mayWrite, onEdit }: ScheduleCardProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { id, name, paused } = schedule;
  const onSettled = () => queries.invalidateQueries(trpc.reportSchedules.pathFilter());
  const run = useMutation({
    ...trpc.reportSchedules.run.mutationOptions(),
    onSuccess: (report) => router.push(`/reports/${report.id}`),
    onSettled,
  });
  const update = useMutation({ ...trpc.reportSchedules.update.mutationOptions(), onSettled });
  const remove = useMutation({ ...trpc.reportSchedules.delete.mutationOptions(), onSettled });
  return (
    <Card className="p-5">
      <section aria-label={name}>
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 className="min-w-0 text-[15px] font-semibold break-words">{name}</h2>
          {paused && <span className="chip chip-mute">paused</span>}
          {mayWrite && (
            <div className="ml-auto flex flex-wrap gap-2.5">
              <button
                type="button"
                className="btn"
                disabled={run.isPending || run.isSuccess}
                onClick={() => run.mutate({ id })}
              >
                Run now
              </button>
              <button type="button" className="btn" onClick={onEdit}>
                Edit
              </button>
              <button
                type="button"
                className="btn"
                disabled={update.isPending}
                onClick={() => update.mutate({ id, changes: { paused: !paused } })}
              >
                {paused ? 'Go on' : 'Pause'}
              </button>
              <ConfirmButton
                label="Delete"
                about={name}
                title={`Delete the schedule “${name}”?`}
                onConfirm={() => remove.mutateAsync({ id })}
              >
                <p>No more reports come of it. Those that it made stay.</p>
              </ConfirmButton>
            </div>
          )}
        </div>
        <FormFault text={run.error?.message ?? update.error?.message ?? null} />
        {schedule.last_error !== null && (
          <p
            role="alert"
            className="mt-3 rounded-lg border border-line bg-act-weak px-3 py-2.5 text-[13px] text-act"
          >
            {schedule.last_error}
          </p>
        )}
        <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-3 text-[13.5px] min-[900px]:grid-cols-4">
          <Fact name="Runs">
            {planWords(schedule.plan)} ({schedule.time_zone})
          </Fact>
          <Fact name="Report">
            the last {schedule.period}
            {schedule.compare && `, compared with the ${schedule.period} before`}
          </Fact>
          <Fact name="Machines">
            {schedule.machines.map(({ display_name, machine_id }) => display_name ?? machine_id).join(', ') ||
              'gone'}
          </Fact>
          <Fact name="Kept">
            the last {schedule.keep}, as{' '}
            {schedule.formats.map((format) => format.toUpperCase()).join(' and ')}
          </Fact>
          <Fact name="Next">
            {schedule.next_run_at === null ? '–' : <LocalTime time={new Date(schedule.next_run_at)} />}
          </Fact>
          <Fact name="Last">
            {schedule.last_run_at === null ? (
              'not yet'
            ) : schedule.last_report_id === null ? (
              <LocalTime time={new Date(schedule.last_run_at)} />
            ) : (
              <Link href={`/reports/${schedule.last_report_id}`} className="text-accent underline">
                <LocalTime time={new Date(schedule.last_run_at)} />
              </Link>
            )}
          </Fact>
          <Fact name="Mailed to">{schedule.mail_to.join(', ') || 'nobody'}</Fact>
        </dl>
      </section>
    </Card>
  );
}

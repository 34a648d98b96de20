'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { Icon } from '#app/_components/icon.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { ReportNav } from '../_reports/report-nav.tsx';
import { ScheduleCard } from './_schedules/schedule-card.tsx';
import { ScheduleForm } from './_schedules/schedule-form.tsx';

const REFRESH_MS = 10_000;

/** Reports that are made again and again. `mails`: whether a mail server is set up. */
export function SchedulesClient({ mails }: { mails: boolean }) {
  const trpc = useTRPC();
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const list = useQuery({ ...trpc.reportSchedules.list.queryOptions(), refetchInterval: REFRESH_MS });
  const role = useQuery(trpc.sessions.me.queryOptions()).data?.role;
  const mayWrite = role !== undefined && ROLE_SCOPES[role].includes('write');
  return (
    <>
      <PageHeader
        title="Reports"
        facts={<ReportNav at="/reports/schedules" />}
        actions={
          mayWrite &&
          !adding && (
            <button type="button" className="btn btn-primary" onClick={() => setAdding(true)}>
              <Icon name="plus" />
              New schedule
            </button>
          )
        }
      />
      {adding && <ScheduleForm mails={mails} onClose={() => setAdding(false)} />}
      {list.isPending && <Skeleton className="h-48 rounded-card" />}
      {list.isError && (
        <Card className="p-0">
          <ErrorState message={list.error.message} onRetry={() => list.refetch()} />
        </Card>
      )}
      {list.data?.length === 0 && !adding && (
        <Card className="p-0">
          <EmptyState title="No schedule yet">
            <p>
              {mayWrite
                ? 'Make a new schedule: a report of the last day, week or month comes by itself, and its link by mail.'
                : 'An analyst or administrator can have reports made every day, week or month.'}
            </p>
          </EmptyState>
        </Card>
      )}
      <ul className="space-y-4">
        {list.data?.map((schedule) => (
          <li key={schedule.id}>
            {editing === schedule.id ? (
              <ScheduleForm schedule={schedule} mails={mails} onClose={() => setEditing(null)} />
            ) : (
              <ScheduleCard schedule={schedule} mayWrite={mayWrite} onEdit={() => setEditing(schedule.id)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { ErrorState } from '#app/_components/states/error-state.tsx';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import type { MachineDetails } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { MachineEnd } from './machine-end.tsx';
import { MachineForm } from './machine-form.tsx';

interface MachineSettingsProps {
  view: MachineDetails | undefined;
  /** Why there is no view. */
  error: { message: string } | null;
  onRetry: () => void;
}

/** What people say of a machine, its name, and its end. */
export function MachineSettings({ view, error, onRetry }: MachineSettingsProps) {
  const trpc = useTRPC();
  const me = useQuery(trpc.sessions.me.queryOptions());
  const role = me.data?.role;
  // A change that was taken back begins the form anew, with what was before.
  const [round, setRound] = useState(0);
  const fault = (view ? null : error) ?? (role ? null : me.error);
  if (fault)
    return (
      <Card className="max-w-[760px] p-0">
        <ErrorState
          message={fault.message}
          onRetry={() => {
            onRetry();
            void me.refetch();
          }}
        />
      </Card>
    );
  if (!view || !role) return <Skeleton className="h-96 rounded-card" />;
  const scopes = ROLE_SCOPES[role];
  return (
    <div className="max-w-[760px] space-y-4">
      <Card className="p-5">
        <MachineForm
          key={`${view.id} ${round}`}
          view={view}
          mayEdit={scopes.includes('write')}
          onUndo={() => setRound(round + 1)}
        />
      </Card>
      {scopes.includes('admin') && (
        <Card className="p-5">
          <MachineEnd view={view} />
        </Card>
      )}
    </div>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useState } from 'react';
import { Skeleton } from '#app/_components/states/skeleton.tsx';
import type { MachineDetails } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ROLE_SCOPES } from '#server/tenancy/context.ts';
import { MachineEnd } from './machine-end.tsx';
import { MachineForm } from './machine-form.tsx';

/** What people say of a machine, its name, and its end. */
export function MachineSettings({ view }: { view: MachineDetails | undefined }) {
  const trpc = useTRPC();
  const role = useQuery(trpc.sessions.me.queryOptions()).data?.role;
  // A change that was taken back begins the form anew, with what was before.
  const [round, setRound] = useState(0);
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

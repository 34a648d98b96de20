'use client';
import { useMutation } from '@tanstack/react-query';
import { signOut } from 'next-auth/react';
import { AuthPage } from '#app/_components/auth-page.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { ExportAll } from '../settings/_settings/export-all.tsx';

/** All that an owner sees of a portal that waits for its deletion: when, the way back, and what can be taken along. */
export function ClosingPage({ name, deleteAfter }: { name: string; deleteAfter: Date }) {
  const trpc = useTRPC();
  const takeBack = useMutation({
    ...trpc.settings.takeBack.mutationOptions(),
    // A full load: the portal is another one now.
    onSuccess: () => window.location.assign('/'),
  });
  const leave = async () => {
    await signOut({ redirect: false });
    window.location.assign('/sign-in');
  };
  const busy = takeBack.isPending || takeBack.isSuccess;
  return (
    <AuthPage
      title={
        <>
          {name} will be deleted on <LocalTime time={deleteAfter} />
        </>
      }
      lead="It is closed: nobody but its owners comes in, and agents are refused; they keep what they collect and send it when the portal is open again. Nothing has been deleted yet."
      below={<ExportAll />}
    >
      <FormFault text={takeBack.error?.message ?? null} />
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          className="btn btn-primary min-h-[38px]"
          disabled={busy}
          onClick={() => takeBack.mutate()}
        >
          {busy ? 'Taking it back' : 'Take it back'}
        </button>
        <button type="button" className="btn min-h-[38px]" onClick={leave}>
          Sign out
        </button>
      </div>
    </AuthPage>
  );
}

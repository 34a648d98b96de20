'use client';
import { useMutation } from '@tanstack/react-query';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Ends one's own membership. */
export function LeaveButton({ portal }: { portal: string }) {
  const trpc = useTRPC();
  const leave = useMutation(trpc.members.leave.mutationOptions());
  return (
    <ConfirmButton
      label="Leave this portal"
      title="Leave this portal?"
      onConfirm={async () => {
        await leave.mutateAsync({ portal });
        window.location.assign('/sign-in');
      }}
    >
      <p>You are signed out here at once. To come back you need a new invitation.</p>
    </ConfirmButton>
  );
}

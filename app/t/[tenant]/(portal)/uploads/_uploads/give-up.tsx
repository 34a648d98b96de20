'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListedUpload } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

/** Ends an upload whose rest does not come. */
export function GiveUp({ upload }: { upload: ListedUpload }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const giveUp = useMutation({
    ...trpc.uploads.cancel.mutationOptions(),
    onSettled: () => queries.invalidateQueries(trpc.uploads.list.infiniteQueryFilter()),
  });
  return (
    <button
      type="button"
      className="ml-2 text-xs text-text-2 underline underline-offset-2 hover:text-text"
      aria-label={`Give up ${upload.file_name}`}
      disabled={giveUp.isPending}
      onClick={() => giveUp.mutate({ upload_id: upload.upload_id })}
    >
      Give up
    </button>
  );
}

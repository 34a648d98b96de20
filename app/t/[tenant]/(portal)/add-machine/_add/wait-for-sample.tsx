'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

const LOOK_MS = 2000;

/** Says when the machine's samples arrive, and leads to them. */
export function WaitForSample({ machine }: { machine: string }) {
  const trpc = useTRPC();
  const { data, isError } = useQuery({
    ...trpc.machines.show.queryOptions({ machine }),
    refetchInterval: ({ state }) => (state.data?.status === 'online' ? false : LOOK_MS),
  });
  const arrived = data?.status === 'online';
  return (
    <p role="status" className="flex items-center gap-3 text-[13.5px]">
      {arrived ? (
        <>
          <span className="rounded-full bg-good-weak px-2 text-xs leading-5 font-[550] text-good">
            online
          </span>
          Samples are arriving.
          <Link href={`/machines/${encodeURIComponent(machine)}`} className="text-accent underline">
            Open {machine}
          </Link>
        </>
      ) : (
        <>
          <span aria-hidden="true" className="skeleton size-2 rounded-full bg-accent" />
          {isError
            ? 'The portal cannot be asked at present. This page goes on trying.'
            : 'Waiting for the first sample. This page notices by itself.'}
        </>
      )}
    </p>
  );
}

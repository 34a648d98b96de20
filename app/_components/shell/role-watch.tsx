'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { Role } from '#server/tenancy/context.ts';

const LOOK_MS = 10_000;

/**
 * Makes an open page anew when its reader's role is not what it was made for. The server checks each call by itself;
 * this only keeps the page from offering what would be refused.
 */
export function RoleWatch({ role }: { role: Role }) {
  const trpc = useTRPC();
  const router = useRouter();
  const me = useQuery({
    ...trpc.sessions.me.queryOptions(),
    initialData: { role },
    staleTime: LOOK_MS,
    refetchInterval: LOOK_MS,
  });
  const present = me.data.role;
  useEffect(() => {
    if (present !== role) router.refresh();
  }, [present, role, router]);
  return null;
}

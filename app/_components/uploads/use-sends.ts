'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { isLeaving, type Send } from './send.ts';
import { type PortalCalls, SendStore } from './send-store.ts';

const store = new SendStore();

/** The files of this tab, and what can be done with them. */
export interface Sends {
  sends: readonly Send[];
  store: SendStore;
  calls: PortalCalls;
}

export function useSends(): Sends {
  const sends = useSyncExternalStore(store.subscribe, store.snapshot, store.serverSnapshot);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync: cancel } = useMutation(trpc.uploads.cancel.mutationOptions());
  const calls = useMemo((): PortalCalls => {
    const find = (key: string) =>
      queries.fetchQuery({ ...trpc.uploads.showSent.queryOptions({ key }), staleTime: 0, retry: false });
    return {
      isThere: async (key) => (await find(key)).status !== 'receiving',
      giveUp: async (key) => {
        const { upload_id } = await find(key);
        await cancel({ upload_id });
        await queries.invalidateQueries(trpc.uploads.list.infiniteQueryFilter());
      },
    };
  }, [queries, trpc, cancel]);

  const leaving = sends.some(isLeaving);
  useEffect(() => {
    if (!leaving) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [leaving]);

  return { sends, store, calls };
}

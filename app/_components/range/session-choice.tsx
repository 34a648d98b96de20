'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { formatStretch } from '../format/zoned-time.ts';
import { useZone } from '../preferences/use-zone.ts';
import { InlineError } from '../states/inline-error.tsx';
import type { Period } from './period.ts';

/** The newest of them; the machine's own list has all. */
const MOST = 30;

/** The time of one of a machine's collection sessions. Without sessions there is nothing to choose. */
export function SessionChoice({ machine, onShow }: { machine: string; onShow: (period: Period) => void }) {
  const trpc = useTRPC();
  const zone = useZone();
  const found = useQuery(trpc.collections.list.queryOptions({ machine, limit: MOST }));
  const sessions = found.data?.sessions ?? [];
  if (found.isError && sessions.length === 0)
    return (
      <InlineError
        message="The sessions could not be listed."
        onRetry={() => found.refetch()}
        className="border-t border-line pt-3"
      />
    );
  if (sessions.length === 0) return null;
  const timeOf = ({ started_at, ended_at }: (typeof sessions)[number]) => {
    const [from, to] = [Date.parse(started_at), Date.parse(ended_at)];
    // Whole seconds around the samples: `to` is not included.
    return { from: Math.floor(from / 1000) * 1000, to: (Math.floor(to / 1000) + 1) * 1000 };
  };
  return (
    <label className="block border-t border-line pt-3">
      <span className="mb-1.5 block text-[13px] font-medium">Session</span>
      <select
        className="field"
        value=""
        onChange={({ target }) => {
          const chosen = sessions.find(({ id }) => id === target.value);
          if (chosen) onShow(timeOf(chosen));
        }}
      >
        <option value="">Choose a session</option>
        {sessions.map((session) => {
          const { from, to } = timeOf(session);
          return (
            <option key={session.id} value={session.id}>
              {[session.name, formatStretch(from, to, zone), session.state === 'running' && 'running']
                .filter(Boolean)
                .join(' · ')}
            </option>
          );
        })}
      </select>
    </label>
  );
}

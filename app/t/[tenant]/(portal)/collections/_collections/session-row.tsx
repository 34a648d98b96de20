'use client';
import { TableCell, TableRow } from '@tremor/react';
import Link from 'next/link';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import type { SessionView } from '#server/collection-sessions/session-view.ts';
import { formatLength } from '../../machines/[machine]/_machine/format-length.ts';
import { EditSession } from './edit-session.tsx';
import { RemoveSession } from './remove-session.tsx';
import { sessionExport, sessionHref } from './session-range.ts';

interface SessionRowProps {
  session: SessionView;
  /** Whether the machine is told; not on its own page. */
  withMachine: boolean;
  mayEdit: boolean;
  mayRemove: boolean;
  chosen: boolean;
  /** Whether it can be chosen for comparison. */
  mayChoose: boolean;
  onChoose: (chosen: boolean) => void;
  onReport: () => void;
  ordering: boolean;
}

/** One session, and what can be done with it. */
export function SessionRow({ session, withMachine, ...row }: SessionRowProps) {
  const [start, end] = [new Date(session.started_at), new Date(session.ended_at)];
  const about = session.name ?? `the session of ${session.machine_id} at ${session.started_at.slice(0, 19)}Z`;
  return (
    <TableRow className="hover:bg-surface-2">
      <TableCell className="w-8 pr-0">
        <input
          type="checkbox"
          aria-label={`Compare ${about}`}
          checked={row.chosen}
          disabled={!row.mayChoose}
          onChange={({ target }) => row.onChoose(target.checked)}
        />
      </TableCell>
      <TableCell>
        <Link
          href={sessionHref(session)}
          className="font-medium whitespace-nowrap text-text underline-offset-2 hover:underline"
        >
          <LocalRange start={start} end={end} />
        </Link>
        {(session.name ?? session.note) && (
          <span className="block max-w-[44ch] truncate text-text-2" title={session.note ?? undefined}>
            {[session.name, session.note].filter(Boolean).join(' – ')}
          </span>
        )}
      </TableCell>
      {withMachine && (
        <TableCell className="max-w-[28ch] truncate" title={session.machine_id}>
          {session.display_name ?? session.machine_id}
        </TableCell>
      )}
      <TableCell>
        <span className={`chip ${session.state === 'running' ? 'chip-good' : 'chip-mute'}`}>
          {session.state}
        </span>
        {!session.has_samples && <span className="ml-2 text-[13px] text-text-2">samples gone</span>}
      </TableCell>
      <TableCell className="num text-right">{formatLength(end.getTime() - start.getTime())}</TableCell>
      <TableCell className="num text-right">{session.sample_count.toLocaleString('en')}</TableCell>
      <TableCell>
        <div className="flex justify-end gap-2">
          <a className="btn" href={sessionExport(session)} download aria-label={`CSV of ${about}`}>
            CSV
          </a>
          <button
            type="button"
            className="btn"
            disabled={row.ordering}
            aria-label={`Report on ${about}`}
            onClick={row.onReport}
          >
            Report
          </button>
          {row.mayEdit && <EditSession session={session} about={about} />}
          {row.mayRemove && <RemoveSession session={session} about={about} />}
        </div>
      </TableCell>
    </TableRow>
  );
}

import { z } from 'zod';
import { SESSION_STATES, type SessionView } from '#server/collection-sessions/session-view.ts';
import { nextCursor } from './next-cursor.ts';

/** A collection session as answers show it. */
export const session = z
  .strictObject({
    id: z.uuid().meta({ description: 'As session_id in the answer to a delivery.' }),
    machine_id: z.string(),
    display_name: z.string().nullable().meta({ description: 'Of the machine.' }),
    name: z.string().nullable(),
    note: z.string().nullable(),
    state: z.enum(SESSION_STATES).meta({
      description:
        'running: its agent delivered within the last two minutes, or two and a half of its intervals where that is longer.',
    }),
    started_at: z.iso.datetime().meta({ description: 'Time of its first sample.' }),
    ended_at: z.iso.datetime().meta({ description: 'Time of its last sample.' }),
    sample_count: z.int().meta({ description: 'Snapshots in it.' }),
    interval_seconds: z.number().nullable(),
    has_samples: z.boolean().meta({
      description: 'Whether there are still samples of its time; after retention only hourly figures are.',
    }),
  } satisfies Record<keyof SessionView, z.ZodType>)
  .meta({ id: 'Session' });

export const sessionPage = z.strictObject({ sessions: z.array(session), next_cursor: nextCursor });

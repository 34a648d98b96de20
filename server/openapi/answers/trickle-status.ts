import { z } from 'zod';
import type { TrickleStatus } from '#server/machines/trickle-status.ts';

/** What the portal has of a machine that delivers. */
export const trickleStatusAnswer = z
  .strictObject({
    machine_id: z.string(),
    online: z.boolean(),
    last_seen: z.iso.datetime().nullable(),
    interval_seconds: z.number().nullable(),
    session_id: z.string().nullable(),
    acked_through: z.int().nullable(),
    samples_today: z.int().meta({ description: 'Snapshots of the UTC day.' }),
    batches_waiting: z.int().meta({ description: 'Deliveries that are stored and not sealed yet.' }),
  } satisfies Record<keyof TrickleStatus, z.ZodType>)
  .meta({ id: 'TrickleStatus' });

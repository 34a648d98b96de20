import { z } from 'zod';
import { MACHINE_STATUSES } from '#server/machines/machine-status.ts';
import type { MachineView } from '#server/machines/machine-view.ts';
import type { MachineDetails } from '#server/machines/show-machine.ts';
import { nextCursor } from './next-cursor.ts';

/** A machine as answers show it. */
export const machine = z
  .strictObject({
    id: z.uuid(),
    machine_id: z.string().meta({ description: 'The name by which files and agents know it.' }),
    display_name: z.string().nullable(),
    hostname: z.string().nullable(),
    status: z.enum(MACHINE_STATUSES),
    last_seen: z.iso.datetime().nullable(),
    interval_seconds: z.number().nullable(),
    os: z.string().nullable(),
    kernel: z.string().nullable(),
    cpu_model: z.string().nullable(),
    cpu_count: z.int().nullable(),
    memory_total_mb: z.number().nullable(),
    link_speeds: z
      .record(z.string(), z.number())
      .nullable()
      .meta({ description: 'Mbit/s of its links by interface, where the kernel knows it.' }),
    cloud_provider: z.string().nullable(),
    region: z.string().nullable(),
    instance_type: z.string().nullable(),
    hourly_cost: z.number().nullable(),
    time_zone: z.string().nullable().meta({ description: 'As the IANA database names it.' }),
    tags: z.record(z.string(), z.string()),
    created_at: z.iso.datetime(),
  } satisfies Record<keyof MachineView, z.ZodType>)
  .meta({ id: 'Machine' });

/** One machine with what somebody should look at. */
export const machineDetails = z
  .strictObject({
    ...machine.shape,
    warnings: z.array(z.string()).meta({ description: 'What somebody should look at, in plain words.' }),
  } satisfies Record<keyof MachineDetails, z.ZodType>)
  .meta({ id: 'MachineDetails' });

export const machinePage = z.strictObject({ machines: z.array(machine), next_cursor: nextCursor });

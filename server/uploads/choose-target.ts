import type { Pool } from 'pg';
import { AppError } from '#server/errors.ts';
import { checkIdentifier } from '#server/metrics/trickle/check-identifier.ts';
import { findDeliveryMachine } from '#server/metrics/trickle/find-delivery-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** What is known of a file's machine before it is read. */
export interface Target {
  /** Its name: what was given with the file, or the machine of the key. */
  machine: string | null;
  /** The key is for this machine only. */
  machineBound: boolean;
}

/**
 * The machine a file is for, as far as that is known before it is read.
 * @throws AppError MACHINE_MISMATCH for a machine other than the key's, INVALID_INPUT for a name that is none
 */
export async function chooseTarget(ctx: TenantContext, pool: Pool, given: string | null): Promise<Target> {
  const name = given?.trim() || null;
  if (name !== null && (name.length > 255 || /[\p{Cc}\p{Cs}]/u.test(name)))
    throw new AppError(
      'INVALID_INPUT',
      'machine_id is no name: it has control characters or more than 255 characters.',
      { field: 'machine_id' },
    );
  if (ctx.actor.kind !== 'key' || ctx.actor.machineId === null) return { machine: name, machineBound: false };
  const own = await findDeliveryMachine(ctx, pool, { id: ctx.actor.machineId });
  checkIdentifier(own.machineId, name ?? undefined);
  return { machine: own.machineId, machineBound: true };
}

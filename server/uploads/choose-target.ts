import type { Pool } from 'pg';
import { AppError } from '#server/errors.ts';
import { checkIdentifier } from '#server/metrics/trickle/check-identifier.ts';
import { findDeliveryMachine } from '#server/metrics/trickle/find-delivery-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/**
 * The name of the machine a file is for, if that is known before it is read: what was given with it, or the machine of
 * the key.
 * @throws AppError MACHINE_MISMATCH for a machine other than the key's, INVALID_INPUT for a name that is none
 */
export async function chooseTarget(
  ctx: TenantContext,
  pool: Pool,
  given: string | null,
): Promise<string | null> {
  const name = given?.trim() || null;
  if (name !== null && (name.length > 255 || /[\p{Cc}\p{Cs}]/u.test(name)))
    throw new AppError(
      'INVALID_INPUT',
      'machine_id is no name: it has control characters or more than 255 characters.',
      { field: 'machine_id' },
    );
  if (ctx.actor.kind !== 'key' || ctx.actor.machineId === null) return name;
  const own = await findDeliveryMachine(ctx, pool, { id: ctx.actor.machineId });
  checkIdentifier(own.machineId, name ?? undefined);
  return own.machineId;
}

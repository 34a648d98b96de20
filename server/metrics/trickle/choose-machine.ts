import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { MachineChoice } from './find-delivery-machine.ts';

/**
 * The machine a delivery is for: the key's own, or for a key without one, that of the identifier.
 * @throws AppError INVALID_INPUT when neither says
 */
export function chooseMachine(ctx: TenantContext, identifier: string | undefined): MachineChoice {
  if (ctx.actor.kind === 'key' && ctx.actor.machineId !== null) return { id: ctx.actor.machineId };
  if (identifier === undefined)
    throw new AppError(
      'INVALID_INPUT',
      'This key is not tied to a machine: name the machine as "identifier".',
    );
  return { machineId: identifier };
}

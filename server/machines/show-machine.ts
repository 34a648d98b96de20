import type { TenantContext } from '#server/tenancy/context.ts';
import { findMachine } from './find-machine.ts';
import { findRivalStreams } from './find-rival-streams.ts';
import type { MachineView } from './machine-view.ts';

/** A machine, and in plain words what somebody should look at. */
export interface MachineDetails extends MachineView {
  warnings: string[];
}

/**
 * The machine with this name or internal id, with warnings.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function showMachine(ctx: TenantContext, nameOrId: string): Promise<MachineDetails> {
  const machine = await findMachine(ctx, nameOrId);
  const rivals = await findRivalStreams(ctx, machine.id);
  const warnings =
    rivals.length === 0
      ? []
      : [
          `Two agents deliver for "${machine.machine_id}" at the same time, so its samples are mixed. Stop one of them, or give it a machine and a key of its own.`,
        ];
  return { ...machine, warnings };
}

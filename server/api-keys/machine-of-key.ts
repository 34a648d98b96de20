import { AppError } from '#server/errors.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** The machine of a new key, as createApiKey takes it, and its name. */
export type MachineOfKey = { machineId: string; name: string } | { newMachine: string; name: string };

/**
 * The machine that a new key is to be for, by name or internal id; with `register` it need not be there yet.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function machineOfKey(
  ctx: TenantContext,
  nameOrId: string,
  { register }: { register: boolean },
): Promise<MachineOfKey> {
  try {
    const { id, machine_id: name } = await findMachine(ctx, nameOrId);
    return { machineId: id, name };
  } catch (error) {
    if (register && error instanceof AppError && error.code === 'NOT_FOUND')
      return { newMachine: nameOrId, name: nameOrId };
    throw error;
  }
}

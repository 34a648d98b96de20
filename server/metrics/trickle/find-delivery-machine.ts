import type { Pool, PoolClient } from 'pg';
import { AppError } from '#server/errors.ts';
import { type NamedMachine, resolveMachines } from '#server/machines/resolve-machines.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** The machine a delivery is for: the key's own, or for a key without one, that of the identifier. */
export type MachineChoice = { id: string } | { machineId: string };

/**
 * The machine a delivery is for, by internal id and name. One that is named for the first time is registered, where
 * the tenant wants that; a key's own machine never is.
 * @throws AppError MACHINE_NOT_REGISTERED, INVALID_INPUT for a name that cannot be one
 */
export async function findDeliveryMachine(
  ctx: TenantContext,
  client: Pool | PoolClient,
  choice: MachineChoice,
): Promise<NamedMachine> {
  if ('machineId' in choice) {
    const [named] = await resolveMachines(ctx, client, { names: [choice.machineId], register: true });
    if (named) return named;
  } else {
    const { rows } = await client.query<NamedMachine>(
      'SELECT id, machine_id AS "machineId" FROM machine WHERE id = $1',
      [choice.id],
    );
    if (rows[0]) return rows[0];
  }
  throw new AppError(
    'MACHINE_NOT_REGISTERED',
    'id' in choice
      ? "This key's machine is no longer registered."
      : `The machine "${choice.machineId}" was removed meanwhile.`,
  );
}

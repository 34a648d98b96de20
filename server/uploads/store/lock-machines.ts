import type { PoolClient } from 'pg';
import { AppError } from '#server/errors.ts';
import type { NamedMachine } from '#server/machines/resolve-machines.ts';

/**
 * Keeps the machines from being removed until the transaction ends; deliveries go on. They are locked before their
 * samples, as where a machine is removed.
 * @throws AppError MACHINE_NOT_REGISTERED for one that is gone
 */
export async function lockMachines(client: PoolClient, machines: readonly NamedMachine[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM machine WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE',
    [machines.map(({ id }) => id)],
  );
  const gone = machines.find((machine) => !rows.some(({ id }) => id === machine.id));
  if (gone)
    throw new AppError(
      'MACHINE_NOT_REGISTERED',
      `The machine "${gone.machineId}" was removed while the file was read.`,
      { machine_id: gone.machineId, machines: [gone.machineId] },
    );
}

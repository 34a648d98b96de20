import type { Pool } from 'pg';
import { AppError } from '#server/errors.ts';

/** The machine a delivery is for: the key's own, or for a key without one, that of the identifier. */
export type MachineChoice = { id: string } | { machineId: string };

/**
 * The machine a delivery is for, by internal id and name.
 * @throws AppError MACHINE_NOT_REGISTERED
 */
export async function findDeliveryMachine(
  pool: Pool,
  choice: MachineChoice,
): Promise<{ id: string; machineId: string }> {
  const [column, value] = 'id' in choice ? ['id', choice.id] : ['machine_id', choice.machineId];
  // PostgreSQL has no NUL in text; such a name is unknown, not an error.
  const { rows } = value.includes('\0')
    ? { rows: [] }
    : await pool.query<{ id: string; machineId: string }>(
        `SELECT id, machine_id AS "machineId" FROM machine WHERE ${column} = $1`,
        [value],
      );
  const [found] = rows;
  if (found) return found;
  throw new AppError(
    'MACHINE_NOT_REGISTERED',
    'id' in choice
      ? "This key's machine is no longer registered."
      : `The machine "${choice.machineId}" is not registered here. Register it first.`,
    'id' in choice ? {} : { machine_id: choice.machineId },
  );
}

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { AppError } from '#server/errors.ts';

/** The machine a delivery is for: the key's own, or for a key without one, that of the identifier. */
export type MachineChoice = { id: string } | { machineId: string };

/**
 * Makes the row of a stream at its first delivery, with nothing acknowledged; a stream that is there stays as it is.
 * A transaction of its own, so that racing first deliveries do not wait for each other's locks in a circle.
 * @throws AppError MACHINE_NOT_REGISTERED
 */
export async function openStream(pool: Pool, streamId: string, machine: MachineChoice): Promise<void> {
  const [column, value] = 'id' in machine ? ['id', machine.id] : ['machine_id', machine.machineId];
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM machine WHERE ${column === 'id' ? 'id' : 'machine_id'} = $1`,
    [value],
  );
  const [found] = rows;
  if (!found)
    throw new AppError(
      'MACHINE_NOT_REGISTERED',
      'id' in machine
        ? "This key's machine is no longer registered."
        : `The machine "${machine.machineId}" is not registered here. Register it first.`,
      'id' in machine ? {} : { machine_id: machine.machineId },
    );
  await pool.query(
    `INSERT INTO stream (stream_id, machine_id, session_id, acked_through, last_received_at)
     VALUES ($1, $2, $3, 0, now()) ON CONFLICT (stream_id) DO NOTHING`,
    [streamId, found.id, randomUUID()],
  );
}

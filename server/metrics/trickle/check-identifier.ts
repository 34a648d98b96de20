import { AppError } from '#server/errors.ts';

/**
 * Refuses a delivery that names another machine than the one it is for.
 * @throws AppError MACHINE_MISMATCH
 */
export function checkIdentifier(machineId: string, identifier: string | undefined): void {
  if (identifier !== undefined && identifier !== machineId)
    throw new AppError(
      'MACHINE_MISMATCH',
      `This key is for the machine "${machineId}", not for "${identifier}".`,
      { machine_id: machineId },
    );
}

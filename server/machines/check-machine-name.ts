import { AppError } from '#server/errors.ts';

/** A name stands in file names and URLs. */
const NAME = /^[^\p{C}/\\]{1,255}$/u;

/**
 * Refuses what cannot be a machine's name.
 * @throws AppError INVALID_INPUT for a name that is empty, longer than 255 characters, or has slashes, control
 *   characters or blanks at its ends
 */
export function checkMachineName(name: string): void {
  if (!NAME.test(name) || name !== name.trim())
    throw new AppError(
      'INVALID_INPUT',
      'machine_id must have 1 to 255 characters, without slashes, control characters or blanks at its ends.',
      { field: 'machine_id' },
    );
}

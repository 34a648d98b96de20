import { AppError } from '#server/errors.ts';

/** A name stands in file names and URLs, where . and .. would be folders. */
const NAME = /^(?!\.{1,2}$)[^\p{C}/\\]{1,255}$/u;

/**
 * Refuses what cannot be a machine's name.
 * @throws AppError INVALID_INPUT for a name that is empty, longer than 255 characters, . or .., or has slashes,
 *   control characters or blanks at its ends
 */
export function checkMachineName(name: string): void {
  if (!NAME.test(name) || name !== name.trim())
    throw new AppError(
      'INVALID_INPUT',
      'machine_id must have 1 to 255 characters, without slashes, control characters or blanks at its ends, and not be "." or "..".',
      { field: 'machine_id' },
    );
}

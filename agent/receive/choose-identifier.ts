import type { KeyOwner } from './read-keys.ts';
import { ReceiveError } from './receive-error.ts';

/**
 * The identifier a delivery is for: the key's own, which the body must agree with, or for a key without one, the
 * body's. Throws ReceiveError MACHINE_MISMATCH, INVALID_INPUT.
 */
export function chooseIdentifier(owner: KeyOwner, identifier: string | null): string {
  if (owner.identifier !== null && identifier !== null && identifier !== owner.identifier) {
    throw new ReceiveError(
      403,
      'MACHINE_MISMATCH',
      `This key is for the machine "${owner.identifier}", not for "${identifier}".`,
      { machine_id: owner.identifier },
    );
  }
  const chosen = owner.identifier ?? identifier;
  if (chosen === null) {
    throw new ReceiveError(
      400,
      'INVALID_INPUT',
      'This key is not tied to a machine: name the machine as "identifier".',
    );
  }
  return chosen;
}

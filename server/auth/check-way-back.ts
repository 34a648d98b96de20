import { AppError } from '#server/errors.ts';

/**
 * Refuses what is no address to go back to after signing in or out: a path, or a whole address by http. Whether it is
 * one of ours is next-auth's to check, which fails over others.
 * @throws AppError INVALID_INPUT
 */
export function checkWayBack(given: unknown): void {
  if (given === null || given === undefined || given === '') return;
  const isAddress =
    typeof given === 'string' &&
    URL.canParse(given, given.startsWith('/') ? 'http://localhost' : undefined) &&
    (given.startsWith('/') || /^https?:/i.test(given));
  if (!isAddress)
    throw new AppError('INVALID_INPUT', 'callbackUrl: is no address; send a path of this portal.', {
      faults: [{ place: 'callbackUrl', problem: 'is no address' }],
    });
}

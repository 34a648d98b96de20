import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '#server/errors.ts';

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane.
const COST = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const SHORTEST_PASSWORD = 12;
const LONGEST = 200;

/**
 * argon2id hash of a password, with its salt and cost inside.
 * @throws AppError INVALID_INPUT when it is too short or too long
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST)
    throw new AppError('INVALID_INPUT', `A password has ${SHORTEST_PASSWORD} to ${LONGEST} characters.`, {
      field: 'password',
    });
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * Whether `password` fits `stored`. Without a stored hash (unknown account) it works as long and says no, so that
 * the time of an answer does not tell which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > LONGEST) return false;
  decoy ??= hash('no account has this password', COST);
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== null && fits;
}

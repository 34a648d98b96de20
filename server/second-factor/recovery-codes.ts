import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { hmac } from '#server/secrets.ts';

const COUNT = 10;
/** No letters that look like digits; ten of 31 are 49 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 10;

/** A code without what people put between its parts. */
export const plainCode = (given: string): string => given.toLowerCase().replace(/[\s-]/g, '').slice(0, 64);

const newCode = (): string =>
  Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
    .join('')
    .replace(/^(.{5})/, '$1-');

/** Gives an account ten new recovery codes in place of those it had. Only their HMACs are kept. */
export async function replaceRecoveryCodes(client: PoolClient, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await client.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
  await client.query(
    'INSERT INTO recovery_code (user_id, code_hash) SELECT $1, hash FROM unnest($2::bytea[]) AS hash',
    [userId, codes.map((code) => hmac('recovery-code', `${userId}:${plainCode(code)}`))],
  );
  return codes;
}

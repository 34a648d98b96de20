import { z } from 'zod';
import { controlPool } from '#server/db/control.ts';
import { transaction } from '#server/db/transaction.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { requireUser, type TenantContext } from '#server/tenancy/context.ts';
import { parsePreferences } from './parse-preferences.ts';
import {
  BYTE_UNITS,
  DEFAULT_RANGES,
  NETWORK_UNITS,
  type Preferences,
  THEMES,
  TIME_ZONES,
} from './preferences.ts';

const change = z.object({
  theme: z.enum(THEMES).exactOptional(),
  bytes: z.enum(BYTE_UNITS).exactOptional(),
  network: z.enum(NETWORK_UNITS).exactOptional(),
  timeZone: z.enum(TIME_ZONES).exactOptional(),
  range: z.enum(DEFAULT_RANGES).exactOptional(),
});

/**
 * Changes some of the caller's own preferences, and gives them all. Unknown keys are dropped.
 * @throws AppError INVALID_INPUT for a value that is no choice, FORBIDDEN for a key
 */
export async function savePreferences(ctx: TenantContext, input: unknown): Promise<Preferences> {
  const { id } = requireUser(ctx);
  const wanted = parseInput(change, input);
  return transaction(controlPool(), async (client) => {
    // Locked: of two changes at once, the second must not bring back what the first replaced.
    const { rows } = await client.query('SELECT preferences FROM app_user WHERE id = $1 FOR UPDATE', [id]);
    const next = { ...parsePreferences(rows[0]?.preferences), ...wanted };
    await client.query('UPDATE app_user SET preferences = $2 WHERE id = $1', [id, JSON.stringify(next)]);
    return next;
  });
}

import { expect, test } from 'vitest';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { createApiKey } from './create-api-key.ts';
import { listEndingKeys } from './list-ending-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';

const DAY = 24 * 3600 * 1000;

test('from day 75 on, unless replaced, revoked or over', async () => {
  const ctx = await freshTenant();
  const make = (name: string) => createApiKey(ctx, { name, scopes: ['read'] });
  const [kept, rotated, revoked] = [await make('kept'), await make('rotated'), await make('revoked')];
  await rotateApiKey(ctx, rotated.keyId);
  await revokeApiKey(ctx, revoked.keyId);
  const at = async (day: number) =>
    (await listEndingKeys(ctx, new Date(kept.expiresAt.getTime() - (90 - day) * DAY))).map(({ id }) => id);
  expect(await at(0)).toEqual([]);
  expect(await at(74.9)).toEqual([]);
  expect(await at(75)).toEqual([kept.keyId]);
  expect(await at(89.9)).toContain(kept.keyId);
  expect(await at(90)).not.toContain(kept.keyId);
  await expect(listEndingKeys({ ...ctx, scopes: new Set(['read'] as const) })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

import { expect, test } from 'vitest';
import { controlPool } from '#server/db/control.ts';
import { freshMember } from '#server/testing/fresh-member.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { parsePreferences } from './parse-preferences.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { readPreferences } from './read-preferences.ts';
import { savePreferences } from './save-preferences.ts';

test.each([
  ['nothing', undefined, {}],
  ['no object', 'dark', {}],
  ['a list', [], {}],
  ['a choice there is', { theme: 'dark' }, { theme: 'dark' }],
  ['a choice there is not', { theme: 'sepia', bytes: 'decimal' }, { bytes: 'decimal' }],
  ['a key there is not', { colour: 'red' }, {}],
])('%s is read', (_name, stored, differs) => {
  expect(parsePreferences(stored)).toEqual({ ...DEFAULT_PREFERENCES, ...differs });
});

test('what a person chooses is kept, change by change, and is theirs alone', async () => {
  const tenant = await freshTenant();
  const [one, other] = [await freshMember(tenant, 'viewer'), await freshMember(tenant, 'owner')];
  expect(await readPreferences(one.ctx)).toEqual(DEFAULT_PREFERENCES);
  await savePreferences(one.ctx, { theme: 'dark', unknown: 1 });
  await Promise.all([
    savePreferences(one.ctx, { network: 'bytes' }),
    savePreferences(one.ctx, { timeZone: 'utc' }),
  ]);
  expect(await readPreferences(one.ctx)).toEqual({
    ...DEFAULT_PREFERENCES,
    theme: 'dark',
    network: 'bytes',
    timeZone: 'utc',
  });
  expect(await readPreferences(other.ctx)).toEqual(DEFAULT_PREFERENCES);
  const { rows } = await controlPool().query('SELECT preferences FROM app_user WHERE id = $1', [one.userId]);
  expect(rows[0].preferences).not.toHaveProperty('unknown');
});

test('a value that is no choice is refused, and nothing is changed', async () => {
  const { ctx } = await freshMember(await freshTenant(), 'viewer');
  for (const input of [{ theme: 'sepia' }, { range: '2y' }, 'dark', null, { timeZone: 1 }])
    await expect(savePreferences(ctx, input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await readPreferences(ctx)).toEqual(DEFAULT_PREFERENCES);
});

test('a key has no preferences', async () => {
  const ctx = await freshTenant();
  const key = { ...ctx, actor: { kind: 'key', id: 'abc', machineId: null } } as const;
  await expect(readPreferences(key)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(savePreferences(key, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

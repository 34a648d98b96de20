import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { keyIdOf } from '#server/api-keys/key-format.ts';
import { revokeApiKey } from '#server/api-keys/revoke-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { ensureDemo } from './ensure-demo.ts';

test('made once, kept after, and completed when something is lost', async () => {
  const first = await ensureDemo(null);
  expect(first).toMatchObject({
    portal: 'http://localhost:3000',
    tenant: 'http://demo.localhost:3000',
    machine: hostname(),
  });
  const canSignIn = (password: string) =>
    signIn({ host: 'demo.localhost', email: first.email, password, address: '10.0.0.1', userAgent: null });
  expect(await canSignIn(first.password)).toBeTruthy();
  const admin = await contextFromKey(first.apiKey, 'demo.localhost');
  expect(admin.scopes.has('admin')).toBe(true);
  const agent = await contextFromKey(first.machineKey, 'demo.localhost');
  expect([...agent.scopes]).toEqual(['ingest']);
  expect(agent.actor).toMatchObject({ machineId: expect.any(String) });

  expect(await ensureDemo(first)).toEqual(first);

  // The file was lost: a new password, new keys, the same machine.
  const second = await ensureDemo(null);
  expect(second.machine).toBe(first.machine);
  expect(second.password).not.toBe(first.password);
  await expect(canSignIn(first.password)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  expect(await canSignIn(second.password)).toBeTruthy();

  // A key that does not open any more is replaced.
  await revokeApiKey(admin, keyIdOf(second.machineKey) ?? '');
  const third = await ensureDemo(second);
  expect(third.machineKey).not.toBe(second.machineKey);
  expect(await contextFromKey(third.machineKey, 'demo.localhost')).toBeTruthy();
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { createMember } from '#server/members/create-member.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';
import { nameSenders } from './name-senders.ts';

const plan = { fileName: 'a.csv', byteCount: 5, machine: null, counters: null };
const begin = async (ctx: TenantContext) => (await beginUpload(ctx, plan)).upload_id;

test('members and keys by their names, and only those of the tenant', async () => {
  const acme = await freshTenant();
  const other = await freshTenant();
  const as = async (ctx: TenantContext, name: string): Promise<TenantContext> => {
    const email = `${randomUUID()}@acme.example`;
    const made = { tenantId: ctx.tenant.id, email, name, password: 'a long enough password' };
    const { userId } = await createMember({ ...made, role: 'analyst' });
    return {
      ...acme,
      actor: { kind: 'user', id: userId, sessionId: randomUUID(), role: 'analyst', email, name },
    };
  };
  const { key } = await createApiKey(acme, { name: 'nightly', scopes: ['write'] });
  const byKey = await contextFromKey(key, `${acme.tenant.slug}.localhost:3000`);
  const [ofAnn, ofKey, ofNobody, ofStranger] = [
    await begin(await as(acme, 'Ann')),
    await begin(byKey),
    await begin(acme),
    await begin(await as(other, 'Eve')),
  ];
  expect(await nameSenders(acme, [ofAnn, ofKey, ofNobody, ofStranger, randomUUID()])).toEqual({
    [ofAnn]: 'Ann',
    [ofKey]: 'key nightly',
  });
  expect(await nameSenders(acme, [])).toEqual({});
});

test('needs the scope read', async () => {
  const blind = await freshTenant(['ingest']);
  await expect(nameSenders(blind, [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

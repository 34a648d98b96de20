import { randomBytes, randomUUID } from 'node:crypto';
import { PERMISSIONS, type Permission, type TenantContext } from '#server/tenancy/context.ts';
import { provisionTenant } from '#server/tenancy/provision-tenant.ts';

/** A new tenant on the test database, and a context in it with `scopes` (all unless told). */
export async function freshTenant(scopes: readonly Permission[] = PERMISSIONS): Promise<TenantContext> {
  const slug = `test-${randomBytes(5).toString('hex')}`;
  const tenant = await provisionTenant({ slug, name: `Test ${slug}` });
  return {
    tenant,
    actor: {
      kind: 'user',
      id: randomUUID(),
      sessionId: randomUUID(),
      role: 'owner',
      email: 'owner@test.example',
      name: 'Owner',
    },
    scopes: new Set(scopes),
  };
}

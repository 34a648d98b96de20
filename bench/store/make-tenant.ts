import type { TenantContext } from '../../server/tenancy/context.ts';

/** A tenant of the portal under test, and what a script needs to talk to it. */
export interface BenchTenant {
  ctx: TenantContext;
  /** Headers of a call with a key that may do everything. */
  headers: Record<string, string>;
  /** The Host header. */
  host: string;
}

/** Makes a tenant with a key, by the product's own verbs. */
export async function makeTenant(slug: string, port: number): Promise<BenchTenant> {
  // Only now: these read the settings that openPortal made.
  const { provisionTenant } = await import('../../server/tenancy/provision-tenant.ts');
  const { contextFromJob } = await import('../../server/jobs/context-from-job.ts');
  const { createApiKey } = await import('../../server/api-keys/create-api-key.ts');
  const { id } = await provisionTenant({ slug, name: slug });
  const ctx = await contextFromJob({ id: 'bench', tenantId: id });
  const { key } = await createApiKey(ctx, { name: 'bench', scopes: ['admin', 'read', 'write', 'ingest'] });
  const host = `${slug}.localhost:${port}`;
  return { ctx, host, headers: { host, authorization: `Bearer ${key}` } };
}

/** Registers a machine; answers its internal id. */
export async function makeMachine({ ctx }: BenchTenant, name: string): Promise<string> {
  const { registerMachine } = await import('../../server/machines/register-machine.ts');
  return (await registerMachine(ctx, { machine_id: name })).id;
}

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { contextFromKey } from '#server/auth/context-from-key.ts';
import { hashPassword } from '#server/auth/password.ts';
import { controlDb } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { contextFromJob } from '#server/jobs/context-from-job.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { createMember } from '#server/members/create-member.ts';
import { provisionTenant } from '#server/tenancy/provision-tenant.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';

/** What `.data/demo.json` holds, for people who lost the terminal and for scripts. */
export interface Demo {
  /** The bare domain. */
  portal: string;
  /** The demo tenant's portal. */
  tenant: string;
  email: string;
  password: string;
  /** Admin key of the tenant. */
  apiKey: string;
  /** Ingest key of this host. */
  machineKey: string;
  /** This host's name in the portal. */
  machine: string;
}

const SLUG = 'demo';
const EMAIL = 'owner@demo.example';

/**
 * Makes the demo tenant with an owner, this host as a machine and its keys, or completes what is there.
 * @param known the demo as it was written before; its password and keys are kept while they still fit
 */
export async function ensureDemo(known: Partial<Demo> | null): Promise<Demo> {
  const found = await controlDb().tenant.findUnique({ where: { slug: SLUG }, select: { id: true } });
  const { id } = found ?? (await provisionTenant({ slug: SLUG, name: 'Demo' }));
  const ctx = await contextFromJob({ id: 'demo', tenantId: id });
  const machine = await registerMachine(ctx, { machine_id: hostname() });
  const urls = { portal: env().PUBLIC_URL, tenant: tenantUrl(SLUG, env().PUBLIC_URL) };
  const kept = found && known && known.machine === machine.machine_id ? await stillFitting(known) : null;
  if (kept) return { ...urls, email: EMAIL, ...kept, machine: machine.machine_id };
  const password = randomBytes(9).toString('base64url');
  const { userId, existed } = await createMember({
    tenantId: id,
    email: EMAIL,
    name: 'Demo owner',
    password,
    role: 'owner',
  });
  if (existed)
    await controlDb().user.update({
      where: { id: userId },
      data: { passwordHash: await hashPassword(password) },
    });
  const admin = await createApiKey(ctx, {
    name: 'demo scripts',
    scopes: ['admin', 'read', 'write', 'ingest'],
  });
  const ingest = await createApiKey(ctx, {
    name: `pcc on ${machine.machine_id}`,
    scopes: ['ingest'],
    machineId: machine.id,
  });
  return {
    ...urls,
    email: EMAIL,
    password,
    apiKey: admin.key,
    machineKey: ingest.key,
    machine: machine.machine_id,
  };
}

/** Password and keys as they were written before, if all are there and the keys still open the door. */
async function stillFitting(
  known: Partial<Demo>,
): Promise<Pick<Demo, 'password' | 'apiKey' | 'machineKey'> | null> {
  const { password, apiKey, machineKey } = known;
  if (!password || !apiKey || !machineKey) return null;
  try {
    for (const key of [apiKey, machineKey]) await contextFromKey(key, env().BASE_DOMAIN);
    return { password, apiKey, machineKey };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

import { randomBytes } from 'node:crypto';
import { type BenchTenant, makeTenant } from '../store/make-tenant.ts';

/** A tenant whose owner can sign in. */
interface OwnedTenant extends BenchTenant {
  /** `http://slug.localhost:port`. */
  url: string;
  email: string;
  password: string;
}

/** The same with samples. */
export interface FilledTenant extends OwnedTenant {
  /** The machine with most samples. */
  longest: string;
  /** Unix seconds: when its samples begin and end. */
  from: number;
  to: number;
}

/** Makes a tenant with a key and an owner. */
export async function makeOwnedTenant(slug: string, port: number): Promise<OwnedTenant> {
  const tenant = await makeTenant(slug, port);
  const { createMember } = await import('../../server/members/create-member.ts');
  const email = `owner@${slug}.example`;
  const password = randomBytes(12).toString('base64url');
  await createMember({ tenantId: tenant.ctx.tenant.id, email, name: 'Owner', password, role: 'owner' });
  return { ...tenant, url: `http://${tenant.host}`, email, password };
}

/** `server-0001` and following. */
export const machineNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `server-${String(index + 1).padStart(4, '0')}`);

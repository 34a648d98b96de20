import { randomBytes } from 'node:crypto';
import { askFor } from '../store/ask.ts';
import type { Portal } from '../store/open-portal.ts';
import { timed } from '../store/timed.ts';
import type { ScaleTenant } from './scale-run.ts';

/** Somebody who looks at a tenant's pages; both answer how many ms it took. */
export interface Reader {
  /** All machines over the last hour, as the fleet's page asks. */
  fleet(): Promise<number>;
  /** The CPU of one machine over the last day. */
  chart(): Promise<number>;
}

/** Signs in as an owner of the tenant. */
export async function openReader({ port }: Portal, tenant: ScaleTenant): Promise<Reader> {
  const { createMember } = await import('../../server/members/create-member.ts');
  const { signIn } = await import('../../server/auth/sign-in.ts');
  const { headersOf } = await import('../../server/testing/sign-in-as.ts');
  const { host, headers, agents, ctx } = tenant;
  const email = `owner@${ctx.tenant.slug}.example`;
  const password = randomBytes(12).toString('base64url');
  await createMember({ tenantId: ctx.tenant.id, email, name: 'Owner', password, role: 'owner' });
  const claims = await signIn({ host, email, password, address: '127.0.0.1', userAgent: null });
  const cookie = (await headersOf(claims, host)).get('cookie') ?? '';
  const machine = agents[0]?.identifier ?? '';
  const asking = (path: string, own: Readonly<Record<string, string>>) => async (): Promise<number> =>
    1000 * (await timed(() => askFor({ port, path, headers: own })));
  const input = encodeURIComponent(JSON.stringify({ json: { range: '1h' } }));
  return {
    fleet: asking(`/api/trpc/fleet.read?input=${input}`, { host, cookie }),
    chart: asking(`/api/v1/machines/${machine}/metrics/cpu?max_points=1000`, headers),
  };
}

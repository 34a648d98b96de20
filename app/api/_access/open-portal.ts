import { randomUUID } from 'node:crypto';
import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { revokeApiKey } from '#server/api-keys/revoke-api-key.ts';
import { endSession } from '#server/auth/end-session.ts';
import { signIn } from '#server/auth/sign-in.ts';
import type { SessionClaims } from '#server/auth/start-session.ts';
import { issueTokens } from '#server/auth/tokens/issue-tokens.ts';
import { putSession } from '#server/collection-sessions/testing/put-session.ts';
import { registerMachine } from '#server/machines/register-machine.ts';
import { createMember } from '#server/members/create-member.ts';
import { requestReport } from '#server/reports/request-report.ts';
import { createSchedule } from '#server/reports/schedules/create-schedule.ts';
import { type Role, SCOPES, type Scope, type TenantContext } from '#server/tenancy/context.ts';
import { expireKey } from '#server/testing/expire-key.ts';
import { expireSession } from '#server/testing/expire-session.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { headersOf } from '#server/testing/sign-in-as.ts';
import { beginUpload } from '#server/uploads/begin-upload.ts';

const password = 'a long enough password';

/** A signed-in member, as a browser (cookie) and as a script (access token). */
export interface Member {
  claims: SessionClaims;
  cookie: string;
  access: string;
}

/** What can be named in a request. */
export type Thing = 'machine' | 'report' | 'schedule' | 'upload' | 'key' | 'session';

/** A tenant with one of everything, and callers of every kind. */
export interface Portal {
  ctx: TenantContext;
  host: string;
  ids: Record<Thing, string>;
  /** The machine's name, which no other tenant has. */
  machineName: string;
  signIn: (role: Role) => Promise<Member>;
  keyWith: (scopes: readonly Scope[], machineId?: string) => Promise<string>;
  revokedKey: () => Promise<string>;
  expiredKey: () => Promise<string>;
  /** A session that was ended, and one whose time is over. */
  endedSessions: () => Promise<Member[]>;
}

/** @param machine name of a machine that is there besides the portal's own */
export async function openPortal(machine: string): Promise<Portal> {
  const ctx = await freshTenant();
  const host = `${ctx.tenant.slug}.localhost:3000`;
  const machineName = `own-${ctx.tenant.slug}`;
  const { id } = await registerMachine(ctx, { machine_id: machineName });
  await registerMachine(ctx, { machine_id: machine });
  const range = { start: new Date('2026-01-31T08:00:00Z'), end: new Date('2026-01-31T09:00:00Z') };
  const report = await requestReport(ctx, { machines: [id], ...range });
  const schedule = await createSchedule(ctx, {
    name: 'Daily',
    plan: { every: 'day', at: '06:00' },
    machines: [id],
  });
  const session = await putSession(ctx, { machineId: id, ...range });
  const plan = { fileName: 'a.csv', byteCount: 100, machine: machineName, counters: null };
  const upload = await beginUpload(ctx, plan);
  const key = await createApiKey(ctx, { name: 'own', scopes: ['read'] });

  const makeKey = (scopes: readonly Scope[], machineId?: string) =>
    createApiKey(ctx, { name: 'test', scopes, ...(machineId !== undefined && { machineId }) });
  const signInAs = async (role: Role): Promise<Member> => {
    const email = `${role}@${ctx.tenant.slug}.example`;
    await createMember({ tenantId: ctx.tenant.id, email, name: role, password, role });
    const claims = await signIn({ host, email, password, address: '10.0.0.1', userAgent: null });
    const cookie = (await headersOf(claims, host)).get('cookie') ?? '';
    const { access } = await issueTokens(claims, 0);
    return { claims, cookie, access };
  };
  return {
    ctx,
    host,
    machineName,
    ids: {
      machine: id,
      report: report.id,
      schedule: schedule.id,
      upload: upload.upload_id,
      key: key.keyId,
      session,
    },
    signIn: signInAs,
    keyWith: async (scopes, machineId) => (await makeKey(scopes, machineId)).key,
    revokedKey: async () => {
      const made = await makeKey(SCOPES);
      await revokeApiKey(ctx, made.keyId);
      return made.key;
    },
    expiredKey: async () => {
      const made = await makeKey(SCOPES);
      await expireKey(ctx, made.keyId);
      return made.key;
    },
    endedSessions: async () => {
      const [ended, expired] = [await signInAs('admin'), await signInAs('admin')];
      await endSession(ended.claims.sessionId);
      await expireSession(expired.claims.sessionId);
      return [ended, expired];
    },
  };
}

/** Ids that nobody has, of the same form as real ones. */
export const madeUp: Record<Thing, string> = {
  machine: randomUUID(),
  report: randomUUID(),
  schedule: randomUUID(),
  upload: randomUUID(),
  session: randomUUID(),
  key: '0123456789AB',
};

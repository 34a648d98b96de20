import { controlDb } from '#server/db/control.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';
import type { ExportEntry } from './entry.ts';

/** What is known of the portal itself: settings, own domains, members, open invitations. */
export async function* portalEntries(ctx: TenantContext): AsyncGenerator<ExportEntry> {
  const tenantId = ctx.tenant.id;
  const [tenant, settings] = await Promise.all([
    controlDb().tenant.findUniqueOrThrow({
      where: { id: tenantId },
      select: {
        slug: true,
        name: true,
        createdAt: true,
        domains: { select: { host: true, verifiedAt: true, createdAt: true }, orderBy: { host: 'asc' } },
      },
    }),
    tenantSettings(ctx),
  ]);
  yield jsonEntry('settings.json', { ...tenant, ...settings });
  const memberships = await controlDb().membership.findMany({
    where: { tenantId },
    orderBy: { createdAt: 'asc' },
    select: { role: true, createdAt: true, user: { select: { id: true, email: true, name: true } } },
  });
  const invitations = await controlDb().invitation.findMany({
    where: { tenantId, acceptedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { email: true, role: true, createdAt: true, expiresAt: true },
  });
  const members = memberships.map(({ user, role, createdAt }) => ({ ...user, role, since: createdAt }));
  yield jsonEntry('members.json', { members, invitations }, members.length);
}

/** A small file of JSON. */
export function jsonEntry(path: string, content: unknown, rows: number | null = null): ExportEntry {
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  };
  return { path, compress: true, bytes: bytes(), rows: () => rows };
}

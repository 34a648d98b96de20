import { controlDb } from '#server/db/control.ts';

export interface TenantSummary {
  slug: string;
  name: string;
  status: string;
  owners: string[];
  createdAt: Date;
  /** When it is deleted; null: it stays. */
  deleteAfter: Date | null;
}

/** All tenants with their owners, oldest first, for operators. */
export async function listTenants(): Promise<TenantSummary[]> {
  const tenants = await controlDb().tenant.findMany({
    orderBy: { createdAt: 'asc' },
    include: { memberships: { where: { role: 'owner' }, include: { user: { select: { email: true } } } } },
  });
  return tenants.map(({ slug, name, status, createdAt, deleteAfter, memberships }) => ({
    slug,
    name,
    status,
    createdAt,
    deleteAfter,
    owners: memberships.map((membership) => membership.user.email),
  }));
}

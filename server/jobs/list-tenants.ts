import { controlDb } from '#server/db/control.ts';

/** The ids of the active tenants in their order; of those from `first` to `last` where these are said. */
export async function listTenants(within?: { first: string; last: string }): Promise<string[]> {
  const tenants = await controlDb().tenant.findMany({
    where: { status: 'active', ...(within && { id: { gte: within.first, lte: within.last } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return tenants.map(({ id }) => id);
}

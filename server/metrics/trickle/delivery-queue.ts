import type { TenantContext } from '#server/tenancy/context.ts';

/** The name under which a tenant's deliveries are gathered. */
export const deliveryQueue = ({ tenant }: Pick<TenantContext, 'tenant'>): string => `deliveries:${tenant.id}`;

import type { TenantContext } from '#server/tenancy/context.ts';

/** Who does something, in words that stay when they are gone. */
export const makerOf = ({ actor }: TenantContext): string | null =>
  actor.kind === 'user' ? actor.email : actor.kind === 'key' ? `key ${actor.id}` : null;

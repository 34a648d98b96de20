import { type Permission, ROLE_SCOPES, ROLES } from './context.ts';
import type { Site } from './site-from-host.ts';

/** What an owner may do while the portal waits for its deletion: look, take everything along, take it back. */
const WHILE_CLOSING: readonly Permission[] = ['read', 'admin', 'own'];

/**
 * What a member may do on the site at the moment; null: nothing, they are not let in. A suspended portal is closed for
 * everybody; one that is going to be deleted lets its owners in.
 * @param stored the role of the membership; undefined when there is none
 */
export function mayEnter(
  site: Extract<Site, { kind: 'tenant' }>,
  stored: string | undefined,
): readonly Permission[] | null {
  const role = ROLES.find((name) => name === stored);
  if (role === undefined) return null;
  if (!site.suspended) return ROLE_SCOPES[role];
  return site.deleteAfter !== null && role === 'owner' ? WHILE_CLOSING : null;
}

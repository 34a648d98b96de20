import 'server-only';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { signInPath } from '#app/_components/sign-in-path.ts';
import { contextFromSession } from '#server/auth/context-from-session.ts';
import type { Actor, TenantContext } from '#server/tenancy/context.ts';
import { type Site, siteFromHost } from '#server/tenancy/site-from-host.ts';

export type TenantSite = Extract<Site, { kind: 'tenant' }>;
export type UserContext = TenantContext & { actor: Extract<Actor, { kind: 'user' }> };

const requestedSite = cache(async (): Promise<Site> => siteFromHost((await headers()).get('host')));

/** Who is signed in on the requested host, or null. */
export const currentUser = cache(async (): Promise<UserContext | null> => {
  const ctx = await contextFromSession(new Headers(await headers()));
  return ctx?.actor.kind === 'user' ? { ...ctx, actor: ctx.actor } : null;
});

/**
 * The tenant of the requested host. The path segment only has to agree with it, so that /t/… asked for directly, on
 * any host, shows nothing: without proxy.ts no page opens.
 */
export async function tenantPage(segment: string): Promise<TenantSite> {
  const site = await requestedSite();
  if (site.kind !== 'tenant' || site.routeKey !== decodeURIComponent(segment)) notFound();
  return site;
}

/**
 * The signed-in user of a tenant's page; without a session, the sign-in page that leads back.
 *
 * @param segment the `tenant` of the path
 * @param path the page's path and query on the tenant's host
 */
export async function signedIn(segment: string, path: string): Promise<UserContext> {
  await tenantPage(segment);
  return (await currentUser()) ?? redirect(signInPath(path));
}

/** URL of a tenant's portal: the bare domain's, with the tenant's name before it. No trailing slash. */
export function tenantUrl(slug: string, publicUrl: string): string {
  const { protocol, host } = new URL(publicUrl);
  return `${protocol}//${slug}.${host}`;
}

import { env } from '#server/env.ts';
import { hmac } from '#server/secrets.ts';

/** Password of a tenant's LOGIN role: derived from the server secret, stored nowhere. */
export const tenantRolePassword = (roleName: string): string =>
  hmac('tenant-role', roleName).toString('base64url');

/** Connection string of a tenant's role, to the same server and database as DATABASE_URL. */
export function tenantRoleUrl(roleName: string): string {
  const url = new URL(env().DATABASE_URL);
  url.username = roleName;
  url.password = tenantRolePassword(roleName);
  return url.toString();
}

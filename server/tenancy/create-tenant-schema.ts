import { escapeIdentifier, escapeLiteral, type PoolClient } from 'pg';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { tenantRolePassword } from '#server/db/tenant-role-url.ts';

/** Makes a tenant's empty schema and its LOGIN role, which sees that schema only. */
export async function createTenantSchema(client: PoolClient, tenant: TenantRef): Promise<void> {
  const schema = escapeIdentifier(tenant.schemaName);
  const role = escapeIdentifier(tenant.roleName);
  // Utility statements take no parameters; both names are ours (hex), the password is base64url.
  const password = escapeLiteral(tenantRolePassword(tenant.roleName));
  await client.query(`CREATE SCHEMA ${schema}`);
  await client.query(
    `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${password}`,
  );
  await client.query(`ALTER ROLE ${role} SET search_path = ${schema}`);
}

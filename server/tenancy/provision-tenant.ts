import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { migrateTenant } from '#server/db/migrate.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { tenantRolePassword } from '#server/db/tenant-role-url.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { SLUG } from './resolve-host.ts';

const UNIQUE_VIOLATION = '23505';
/** Names that mean something else in a host name. */
const RESERVED = new Set(['www', 'api', 'app', 'admin', 'mail', 'static', 'localhost']);

/**
 * Makes a tenant: its row, its schema with all tables, and its LOGIN role, which may use rows and nothing else.
 * The schema's name is opaque, so that renaming a tenant moves nothing.
 * @throws AppError INVALID_INPUT for a bad slug, CONFLICT when it is taken
 */
export async function provisionTenant(input: { slug: string; name: string }): Promise<TenantRef> {
  const slug = input.slug.toLowerCase();
  if (!SLUG.test(slug) || RESERVED.has(slug))
    throw new AppError(
      'INVALID_INPUT',
      `"${input.slug}" cannot be a tenant's name: use 1–63 letters, digits and hyphens (not ${[...RESERVED].join(', ')}).`,
    );
  const opaque = randomBytes(8).toString('hex');
  const tenant: TenantRef = {
    id: randomUUID(),
    slug,
    name: input.name,
    schemaName: `t_${opaque}`,
    roleName: `r_${opaque}`,
  };
  await insertTenant(tenant);
  await createSchemaAndRole(tenant);
  await migrateTenant(tenant);
  await controlPool().query(`UPDATE tenant SET status = 'active' WHERE id = $1`, [tenant.id]);
  return tenant;
}

async function insertTenant(tenant: TenantRef): Promise<void> {
  try {
    await controlPool()
      .query(
        `INSERT INTO tenant (id, slug, name, schema_name, role_name, status) VALUES ($1, $2, $3, $4, $5, 'provisioning')
       ON CONFLICT (slug) DO UPDATE SET id = excluded.id, name = excluded.name, schema_name = excluded.schema_name,
         role_name = excluded.role_name
       WHERE tenant.status = 'provisioning' AND tenant.created_at < now() - interval '1 minute'
       RETURNING id`,
        [tenant.id, tenant.slug, tenant.name, tenant.schemaName, tenant.roleName],
      )
      .then(({ rowCount }) => {
        if (rowCount === 0) throw taken(tenant.slug);
      });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) throw taken(tenant.slug);
    throw error;
  }
}

const taken = (slug: string) => new AppError('CONFLICT', `The name "${slug}" is taken.`, { slug });

async function createSchemaAndRole(tenant: TenantRef): Promise<void> {
  const schema = escapeIdentifier(tenant.schemaName);
  const role = escapeIdentifier(tenant.roleName);
  // Utility statements take no parameters; both names are ours (hex), the password is base64url.
  const password = escapeLiteral(tenantRolePassword(tenant.roleName));
  await transaction(controlPool(), async (client) => {
    await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(
      `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD ${password}`,
    );
    await client.query(`ALTER ROLE ${role} SET search_path = ${schema}`);
  });
}

import { randomUUID } from 'node:crypto';
import { DatabaseError, type PoolClient } from 'pg';
import { controlPool } from '#server/db/control.ts';
import { migrateTenant } from '#server/db/migrate.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { createTenantSchema } from './create-tenant-schema.ts';
import { dropTenant } from './deletion/drop-tenant.ts';
import { newPlace } from './new-place.ts';
import { findRival } from './slugs/find-rival.ts';
import { skeleton } from './slugs/skeleton.ts';
import { slugFault } from './slugs/slug-fault.ts';

const UNIQUE_VIOLATION = '23505';
/** Making one takes a second; who has not ended after so long was cut off. */
const LEFT = `status = 'provisioning' AND created_at < now() - interval '1 minute'`;

/**
 * Makes a tenant: its row, its schema with all tables, and its LOGIN role, which may use rows and nothing else.
 * The schema's name is opaque, so that renaming a tenant moves nothing. Nobody sees it before its last step; what was
 * cut off before is made anew under the same name, or removed by the worker (finish-deletions).
 * @param admit what must hold when it opens, as its owner's membership: in the transaction of the last step
 * @throws AppError INVALID_INPUT for a bad slug, CONFLICT when it is taken or looks like one that is
 */
export async function provisionTenant(
  input: { slug: string; name: string },
  admit: (client: PoolClient, tenant: TenantRef) => Promise<void> = async () => {},
): Promise<TenantRef> {
  const slug = input.slug.toLowerCase();
  const fault = slugFault(slug);
  if (fault !== null)
    throw new AppError('INVALID_INPUT', `"${input.slug}" cannot be a portal's address: ${fault}`, {
      field: 'slug',
    });
  await dropLeft(slug);
  const tenant: TenantRef = { id: randomUUID(), slug, name: input.name, ...newPlace() };
  await insertTenant(tenant);
  try {
    await transaction(controlPool(), (client) => createTenantSchema(client, tenant));
    await migrateTenant(tenant);
    await transaction(controlPool(), async (client) => {
      const { rowCount } = await client.query(
        `UPDATE tenant SET status = 'active' WHERE id = $1 AND status = 'provisioning'`,
        [tenant.id],
      );
      // It took so long that somebody else began anew.
      if (rowCount === 0) throw taken(slug);
      await admit(client, tenant);
    });
  } catch (error) {
    // What cannot be removed now, the worker removes.
    await dropTenant(tenant).catch((left) =>
      log().warn({ err: left, tenant: tenant.id }, 'a half-made tenant is left'),
    );
    throw error;
  }
  return tenant;
}

/** Removes what was cut off under this name. */
async function dropLeft(slug: string): Promise<void> {
  const { rows } = await controlPool().query<Pick<TenantRef, 'id' | 'schemaName' | 'roleName'>>(
    `UPDATE tenant SET status = 'deleting' WHERE slug = $1 AND ${LEFT}
     RETURNING id, schema_name AS "schemaName", role_name AS "roleName"`,
    [slug],
  );
  for (const left of rows) await dropTenant(left);
}

async function insertTenant(tenant: TenantRef): Promise<void> {
  try {
    await transaction(controlPool(), async (client) => {
      // Of two that look alike and come at once, the second sees the first.
      await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`slug:${skeleton(tenant.slug)}`]);
      const rival = await findRival(client, tenant.slug);
      if (rival === tenant.slug) throw taken(tenant.slug);
      if (rival !== undefined)
        throw new AppError(
          'CONFLICT',
          `"${tenant.slug}" looks too much like another portal's address. Choose another.`,
          { field: 'slug' },
        );
      await client.query(
        `INSERT INTO tenant (id, slug, name, schema_name, role_name, status)
         VALUES ($1, $2, $3, $4, $5, 'provisioning')`,
        [tenant.id, tenant.slug, tenant.name, tenant.schemaName, tenant.roleName],
      );
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) throw taken(tenant.slug);
    throw error;
  }
}

const taken = (slug: string) =>
  new AppError('CONFLICT', `The name "${slug}" is taken. Choose another.`, { field: 'slug' });

import type { Pool } from 'pg';
import type { TenantRef } from './tenant-ref.ts';

/** A connection that is not confined to its tenant. Nothing is served over it. */
export class TenantIsolationError extends Error {
  override name = 'TenantIsolationError';
}

/**
 * The gate: refuses a pool whose connections' role or schema is not the tenant's, or whose role may create,
 * owns something or can use another schema.
 * @throws TenantIsolationError naming what was found.
 */
export async function verifyTenantRole(pool: Pool, tenant: TenantRef): Promise<void> {
  const { rows } = await pool.query<{
    current_user: string;
    current_schema: string | null;
    creates: boolean;
    owns: boolean;
    strays: string | null;
  }>(
    `SELECT current_user, current_schema(),
            (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
              OR has_schema_privilege($1, 'CREATE') AS creates,
            -- Where PostgreSQL notes every owner of anything, by role: pg_class has the relations of all tenants.
            EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass
                                              AND refobjid = current_user::regrole AND deptype = 'o') AS owns,
            (SELECT string_agg(nspname, ', ') FROM pg_namespace
              WHERE nspname <> $1 AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                AND has_schema_privilege(oid, 'USAGE')
                -- What an extension brings is the server's, as pg_catalog is: Citus has such schemas.
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = pg_namespace.oid
                                                       AND deptype = 'e')) AS strays`,
    [tenant.schemaName],
  );
  const found = rows[0];
  const fault =
    found?.current_user !== tenant.roleName
      ? `connected as ${found?.current_user}, not ${tenant.roleName}`
      : found.current_schema !== tenant.schemaName
        ? `in schema ${found.current_schema}, not ${tenant.schemaName}`
        : found.creates
          ? `role ${tenant.roleName} may create objects`
          : found.owns
            ? `role ${tenant.roleName} owns objects`
            : found.strays !== null
              ? `role ${tenant.roleName} can use other schemas: ${found.strays}`
              : null;
  if (fault) throw new TenantIsolationError(`Tenant ${tenant.slug} is not isolated: ${fault}.`);
}

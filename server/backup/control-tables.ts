/** How a table of the public schema belongs into a backup; one that is not here belongs into none. */
interface ControlTable {
  /** The rows of one tenant ($1); null: such a backup goes without. */
  ofTenant: string | null;
}

const BY_TENANT = { ofTenant: 'tenant_id = $1' };
const members = (column: string) => `${column} IN (SELECT user_id FROM membership WHERE tenant_id = $1)`;

/**
 * The tables of the public schema that a backup has. Left out: rate limits, workers and counts, which are of the
 * moment, and the queue: what it held is queued again.
 */
export const CONTROL_TABLES: Readonly<Record<string, ControlTable>> = {
  tenant: { ofTenant: 'id = $1' },
  domain: BY_TENANT,
  app_user: { ofTenant: members('id') },
  membership: BY_TENANT,
  recovery_code: { ofTenant: members('user_id') },
  user_identity: { ofTenant: members('user_id') },
  invitation: BY_TENANT,
  api_key_locator: BY_TENANT,
  // Whoever was signed in signs in again.
  session: { ofTenant: null },
  password_reset: { ofTenant: null },
};

/** Those that a backup goes without; together with the others they are all there are. */
export const LEFT_OUT: readonly string[] = ['rate_limit', 'worker', 'backlog'];

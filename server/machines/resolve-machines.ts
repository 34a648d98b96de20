import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';
import { checkMachineName } from './check-machine-name.ts';

/** A machine by its internal id and its name. */
export interface NamedMachine {
  id: string;
  machineId: string;
}

/**
 * The machines of these names, sorted by internal id, which is the order in which they are locked. With `register`,
 * those that are not registered are, where the tenant wants that; without it they are left out then.
 * @throws AppError MACHINE_NOT_REGISTERED with all unknown names in `details.machines`, INVALID_INPUT for a name that
 *   cannot be one
 */
export async function resolveMachines(
  ctx: TenantContext,
  client: Pool | PoolClient,
  { names, register }: { names: readonly string[]; register: boolean },
): Promise<NamedMachine[]> {
  const known = await findMachines(client, names);
  const unknown = names.filter((name) => !known.some(({ machineId }) => machineId === name));
  if (unknown.length === 0) return known;
  if (!(await tenantSettings(ctx)).autoRegister)
    throw new AppError(
      'MACHINE_NOT_REGISTERED',
      unknown.length === 1
        ? `The machine "${unknown[0]}" is not registered here. Register it first.`
        : `${unknown.length} machines are not registered here, among them "${unknown[0]}". Register them first.`,
      { machine_id: unknown[0], machines: unknown },
    );
  for (const name of unknown) checkMachineName(name);
  if (!register) return known;
  // One statement for all, in the order of their names: two who register the same wait, not block each other.
  await client.query(
    `WITH made AS (
       INSERT INTO machine (id, machine_id)
       SELECT * FROM unnest($1::uuid[], $2::text[]) ORDER BY 2 ON CONFLICT (machine_id) DO NOTHING RETURNING machine_id
     )
     INSERT INTO audit_entry (actor_kind, actor_id, verb, target) SELECT $3, $4, 'machine.register', machine_id FROM made`,
    [unknown.map(() => randomUUID()), unknown, ctx.actor.kind, ctx.actor.id],
  );
  return findMachines(client, names);
}

async function findMachines(client: Pool | PoolClient, names: readonly string[]): Promise<NamedMachine[]> {
  const { rows } = await client.query<NamedMachine>(
    'SELECT id, machine_id AS "machineId" FROM machine WHERE machine_id = ANY ($1) ORDER BY id',
    // PostgreSQL has no NUL in text; such a name is unknown, not an error.
    [names.filter((name) => !name.includes('\0'))],
  );
  return rows;
}

import { createApiKey } from '#server/api-keys/create-api-key.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import type { MachineView } from './machine-view.ts';
import { registerMachine } from './register-machine.ts';

/**
 * Registers a machine (or finds it by its name) and makes an ingest key for it. The key is in the answer only.
 * @throws AppError FORBIDDEN, INVALID_INPUT for a bad name
 */
export async function addMachine(
  ctx: TenantContext,
  input: { machine_id: string },
): Promise<{ machine: MachineView; key: string; expiresAt: Date }> {
  requireScope(ctx, 'admin');
  const { created: _, ...machine } = await registerMachine(ctx, input);
  const { key, expiresAt } = await createApiKey(ctx, {
    name: `pcc on ${machine.machine_id}`,
    scopes: ['ingest'],
    machineId: machine.id,
  });
  return { machine, key, expiresAt };
}

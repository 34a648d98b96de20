import { recordAudit } from '#server/audit/record-audit.ts';
import { controlDb } from '#server/db/control.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError, notFound } from '#server/errors.ts';
import { checkMachineName } from '#server/machines/check-machine-name.ts';
import { hmac } from '#server/secrets.ts';
import { requireScope, type Scope, type TenantContext } from '#server/tenancy/context.ts';
import { keyExpiry } from './key-expiry.ts';
import { makeKey } from './key-format.ts';

/**
 * Makes an API key. The key is in the answer and nowhere else: kept is its HMAC-SHA-256.
 * @param input.machineId internal id of the only machine the key may write; for the scope `ingest` this is required, or
 * @param input.newMachine the name of a machine that is not there yet: the first use of the key registers it
 * @throws AppError FORBIDDEN, NOT_FOUND (machine), INVALID_INPUT
 */
export async function createApiKey(
  ctx: TenantContext,
  input: { name: string; scopes: readonly Scope[]; machineId?: string; newMachine?: string },
): Promise<{ keyId: string; key: string; expiresAt: Date }> {
  requireScope(ctx, 'admin');
  if (input.scopes.length === 0) throw new AppError('INVALID_INPUT', 'A key needs at least one scope.');
  if (
    input.scopes.length === 1 &&
    input.scopes[0] === 'ingest' &&
    input.machineId === undefined &&
    input.newMachine === undefined
  )
    throw new AppError('INVALID_INPUT', 'An ingest key is for one machine: say which.', {
      field: 'machineId',
    });
  if (input.newMachine !== undefined) checkMachineName(input.newMachine);
  const { prisma } = await tenantDb(ctx.tenant);
  if (
    input.machineId !== undefined &&
    !(await prisma.machine.findUnique({ where: { id: input.machineId }, select: { id: true } }))
  )
    throw notFound('machine');
  const { keyId, key } = makeKey();
  const expiresAt = keyExpiry();
  await prisma.apiKey.create({
    data: {
      keyId,
      name: input.name,
      secretHmac: new Uint8Array(hmac('api-key', key)),
      scopes: [...input.scopes],
      machineId: input.machineId ?? null,
      newMachine: input.machineId === undefined ? (input.newMachine ?? null) : null,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      expiresAt,
    },
  });
  // Last: a key that cannot be found is merely useless, one that leads nowhere would be an error.
  await controlDb().apiKeyLocator.create({ data: { keyId, tenantId: ctx.tenant.id } });
  await recordAudit(ctx, {
    verb: 'api_key.create',
    target: keyId,
    details: { name: input.name, scopes: [...input.scopes] },
  });
  return { keyId, key, expiresAt };
}

import { recordAudit } from '#server/audit/record-audit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { processWide } from '#server/process-wide.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Pairs of key and address that this process need not look up again. */
const KNOWN = 10_000;
const known = () => processWide('keyAddresses', () => new Set<string>());

/** Records the first use of a key from an address. */
export async function noteKeyAddress(ctx: TenantContext, keyId: string): Promise<void> {
  const { address } = ctx;
  if (address === undefined) return;
  const pair = `${keyId} ${address}`;
  if (known().has(pair)) return;
  const { pool } = await tenantDb(ctx.tenant);
  const { rowCount } = await pool.query(
    'INSERT INTO api_key_address (key_id, address) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [keyId, address],
  );
  if (rowCount === 1)
    await recordAudit(ctx, { verb: 'api_key.new_address', target: keyId, details: { address } });
  // Starting over costs one look-up per pair.
  if (known().size >= KNOWN) known().clear();
  known().add(pair);
}

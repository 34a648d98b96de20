import { auditRow } from '#server/audit/audit-row.ts';
import { gather } from '#server/db/gather.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { processWide } from '#server/process-wide.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Pairs of key and address that this process need not look up again. */
const KNOWN = 10_000;
const known = () => processWide('keyAddresses', () => new Set<string>());

interface KeyAddress {
  ctx: TenantContext;
  keyId: string;
  address: string;
}

const pairOf = ({ keyId, address }: Pick<KeyAddress, 'keyId' | 'address'>): string => `${keyId} ${address}`;

/** Records the first use of a key from an address. */
export async function noteKeyAddress(ctx: TenantContext, keyId: string): Promise<void> {
  const { address } = ctx;
  if (address === undefined) return;
  const use: KeyAddress = { ctx, keyId, address };
  if (known().has(pairOf(use))) return;
  await gather(`key-address:${ctx.tenant.id}`, use, noteTogether);
  // Starting over costs one look-up per pair.
  if (known().size >= KNOWN) known().clear();
  known().add(pairOf(use));
}

/** Of all keys of a fleet that is started anew at once, not a write each. */
async function noteTogether(uses: readonly KeyAddress[]): Promise<undefined[]> {
  const byPair = new Map(uses.map((use) => [pairOf(use), use]));
  const pairs = [...byPair.values()];
  const [first] = pairs;
  if (!first) return [];
  const { pool, prisma } = await tenantDb(first.ctx.tenant);
  const { rows } = await pool.query<{ key_id: string; address: string }>(
    // In order, so that processes which note the same pairs do not wait for each other in a circle.
    `INSERT INTO api_key_address (key_id, address)
     SELECT k.key_id, use.address FROM unnest($1::text[], $2::text[]) AS use (key_id, address)
       JOIN api_key k ON k.key_id = use.key_id
      ORDER BY 1, 2 FOR KEY SHARE OF k
     ON CONFLICT DO NOTHING RETURNING key_id, address`,
    [pairs.map(({ keyId }) => keyId), pairs.map(({ address }) => address)],
  );
  const data = rows.flatMap(({ key_id: keyId, address }) => {
    const use = byPair.get(pairOf({ keyId, address }));
    return use
      ? [auditRow(use.ctx, { verb: 'api_key.new_address', target: keyId, details: { address } })]
      : [];
  });
  if (data.length > 0) await prisma.auditEntry.createMany({ data });
  return uses.map(() => undefined);
}

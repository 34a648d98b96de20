import type { PoolClient } from 'pg';

/** Keeps everybody else from storing a file of this content in this tenant until the transaction ends. */
export async function lockFile(client: PoolClient, tenantId: string, sha256: Buffer): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `upload:${tenantId}:${sha256.toString('hex')}`,
  ]);
}

import type { Pool, PoolClient } from 'pg';
import type { Counters, UploadResult } from './types.ts';

/** A file by its content and by what it was said to be. */
export interface FileIdentity {
  sha256: Buffer;
  /** The machine's name that was given with it. */
  machine: string | null;
  counters: Counters | null;
}

export interface StoredUpload {
  id: string;
  result: UploadResult;
  /** Internal ids. */
  machines: string[];
}

/** The upload that stored this file for the same machines, if there is one and the machines are still the same. */
export async function findDuplicate(
  client: Pool | PoolClient,
  file: FileIdentity,
): Promise<StoredUpload | undefined> {
  const { rows } = await client.query<StoredUpload>(
    `SELECT id, result, machines FROM upload u
      WHERE sha256 = $1 AND status = 'done' AND duplicate_of IS NULL AND counters IS NOT DISTINCT FROM $2
        AND CASE WHEN $3::text IS NULL THEN machine_id IS NULL
                 ELSE machines = ARRAY(SELECT m.id FROM machine m WHERE m.machine_id = $3) END
        AND cardinality(machines) = (SELECT count(*) FROM machine m WHERE m.id = ANY (u.machines))
      ORDER BY created_at LIMIT 1`,
    [file.sha256, file.counters, file.machine],
  );
  return rows[0];
}

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

interface Candidate extends StoredUpload {
  machine_id: string | null;
  /** What its machines are called now, sorted. */
  names: string[];
}

/**
 * The upload that stored this file for the same machines, if there is one, the machines are still the same and its
 * samples are there: those that retention or somebody removed can be handed in again.
 */
export async function findDuplicate(
  client: Pool | PoolClient,
  file: FileIdentity,
): Promise<StoredUpload | undefined> {
  const { rows } = await client.query<Candidate>(
    `SELECT id, result, machines, machine_id,
            ARRAY(SELECT m.machine_id FROM machine m WHERE m.id = ANY (u.machines)) AS names
       FROM upload u
      WHERE sha256 = $1 AND status = 'done' AND duplicate_of IS NULL AND counters IS NOT DISTINCT FROM $2
        AND EXISTS (SELECT FROM segment s
                     WHERE s.machine_id = ANY (u.machines)
                       AND s.starts_at <= (u.result->'data_range'->>'start')::timestamptz
                       AND s.ends_at > (u.result->'data_range'->>'start')::timestamptz
                       AND s.first_time <= (u.result->'data_range'->>'end')::timestamptz
                       AND s.last_time >= (u.result->'data_range'->>'start')::timestamptz)
      ORDER BY created_at`,
    [file.sha256, file.counters],
  );
  const found = rows.find((row) => isSameTarget(row, file.machine) && hasItsMachines(row));
  return found && { id: found.id, result: found.result, machines: found.machines };
}

const isSameTarget = (row: Candidate, machine: string | null): boolean =>
  row.machine_id === machine || (machine !== null && row.names.length === 1 && row.names[0] === machine);

/** Renamed, merged or removed machines are others: the file means those that have the names now. */
function hasItsMachines({ names, result }: Candidate): boolean {
  const then = result.machines?.map(({ machine_id }) => machine_id) ?? [result.machine_id];
  return names.length === then.length && then.every((name) => names.includes(name));
}

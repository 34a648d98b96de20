import type { PoolClient } from 'pg';
import { env } from '#server/env.ts';
import type { Finding } from './finding.ts';

/** How long what is due may wait for its job before it counts as forgotten. */
const PATIENCE_MS = 2 * 3600 * 1000;
const HOUR = 3600 * 1000;

/** Rows that belong to nothing, and work that a job should have done. */
export async function checkOrphans(client: PoolClient, now: Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of ['sample_batch', 'segment', 'rollup_hour']) {
    const { rows } = await client.query<{ machine_id: string; count: string }>(
      `SELECT machine_id, count(*) FROM ${table} t
        WHERE NOT EXISTS (SELECT FROM machine m WHERE m.id = t.machine_id) GROUP BY 1 ORDER BY 1`,
    );
    for (const { machine_id, count } of rows)
      findings.push({
        place: `machine ${machine_id}`,
        problem: `is gone, but has ${count} rows in ${table}`,
      });
  }
  const late = new Date(now.getTime() - PATIENCE_MS);
  const due = new Date(Math.floor((late.getTime() - env().SEAL_DELAY_SECONDS * 1000) / HOUR) * HOUR);
  const unsealed = await client.query<{ machine_id: string; count: string; oldest: Date }>(
    `SELECT m.machine_id, count(*), min(last_time) AS oldest FROM sample_batch b JOIN machine m ON m.id = b.machine_id
      WHERE last_time < $1 AND received_at < $2 GROUP BY 1 ORDER BY 1`,
    [due, late],
  );
  for (const { machine_id, count, oldest } of unsealed.rows)
    findings.push({
      place: machine_id,
      problem: `has ${count} batches that should have been sealed, the oldest of ${oldest.toISOString()}`,
    });
  const pending = await client.query<{ machine_id: string; count: string }>(
    `SELECT m.machine_id, count(*) FROM segment s JOIN machine m ON m.id = s.machine_id
      WHERE NOT rolled_up AND s.created_at < $1 GROUP BY 1 ORDER BY 1`,
    [late],
  );
  for (const { machine_id, count } of pending.rows)
    findings.push({ place: machine_id, problem: `has ${count} segments that should have been rolled up` });
  const lone = await client.query<{ machine_id: string; kind: string; count: string }>(
    `SELECT m.machine_id, r.kind, count(*) FROM rollup_hour r JOIN machine m ON m.id = r.machine_id
      WHERE NOT final AND NOT EXISTS (SELECT FROM segment s WHERE s.machine_id = r.machine_id AND s.kind = r.kind
                                         AND s.ends_at > r.hour AND s.starts_at <= r.hour)
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  for (const { machine_id, kind, count } of lone.rows)
    findings.push({
      place: `${kind} of ${machine_id}`,
      problem: `has ${count} rollups of hours without a segment`,
    });
  return findings;
}

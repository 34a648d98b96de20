import { askFor } from './ask.ts';
import type { BenchTenant } from './make-tenant.ts';

/** How the stored samples of many machines differ from what was delivered. */
export interface SampleCount {
  stored: number;
  /** Machines with fewer or more than expected, or with a time twice. */
  wrong: string[];
}

interface Row {
  name: string;
  samples: string;
  times: string;
}

/**
 * Counts the host samples of every machine in the tenant's tables: those in batches one by one, those in segments by
 * their row count (a segment has each time once).
 */
export async function countSamples({ ctx }: BenchTenant, expected: number): Promise<SampleCount> {
  const { tenantDb } = await import('../../server/db/tenant-db.ts');
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<Row>(
    `SELECT m.machine_id AS name,
            coalesce(b.samples, 0) + coalesce(s.samples, 0) AS samples,
            coalesce(b.times, 0) + coalesce(s.samples, 0) AS times
       FROM machine m
       LEFT JOIN (SELECT machine_id, count(*) AS samples, count(DISTINCT t.time) AS times
                    FROM sample_batch, json_array_elements_text(data -> 'host' -> 'time') AS t (time)
                   GROUP BY machine_id) b ON b.machine_id = m.id
       LEFT JOIN (SELECT machine_id, sum(row_count) AS samples FROM segment WHERE kind = 'host' GROUP BY machine_id) s
              ON s.machine_id = m.id`,
  );
  return {
    stored: rows.reduce((sum, { samples }) => sum + Number(samples), 0),
    wrong: rows
      .filter(({ samples, times }) => Number(samples) !== expected || Number(times) !== expected)
      .map(({ name, samples, times }) => `${name}: ${samples} samples of ${times} moments, not ${expected}`),
  };
}

/** Counts them once more in a machine's export: the times must be `count` seconds in a row from `first` on. */
export async function checkExport(
  port: number,
  { headers }: BenchTenant,
  { machine, first, count }: { machine: string; first: number; count: number },
): Promise<string[]> {
  const query = new URLSearchParams({
    machine_id: machine,
    start: String(first - 60),
    end: String(first + count + 60),
  });
  const csv = await askFor({ port, path: `/api/v1/performance/export?${query}`, headers });
  const [, ...lines] = csv.toString().trim().split('\n');
  const times = lines.map((line) => Number(line.split(',', 1)[0])).sort((a, b) => a - b);
  const isWhole = times.length === count && times.every((time, index) => time === first + index);
  return isWhole
    ? []
    : [`${machine}: its export has ${times.length} rows from ${times[0]}, not ${count} from ${first}`];
}

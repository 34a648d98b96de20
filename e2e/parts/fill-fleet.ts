import { Pool } from 'pg';
import { packRecent } from '../../server/fleet/pack-recent.ts';

const STEP_MS = 15_000;
const STEPS = 240;

/** How busy a machine is at a step, percent. */
export type Load = (machine: number, step: number) => number;

const WAVES: Load = (machine, step) => (machine % 80) + 15 * Math.abs(Math.sin(step / 20 + machine));

/**
 * Gives a tenant so many machines with an hour of deliveries each, as if agents had sent them until now: written into
 * its tables, as thousands of requests would take minutes. Machine i is as busy as i says, or `load` does; each tenth is
 * offline, the others online for an hour.
 */
export async function fillFleet(
  databaseUrl: string,
  slug: string,
  count: number,
  load = WAVES,
): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows: schemas } = await client.query<{ schema: string }>(
      'SELECT schema_name AS schema FROM public.tenant WHERE slug = $1',
      [slug],
    );
    await client.query(`SET LOCAL search_path TO "${schemas[0]?.schema}"`);
    const { rows } = await client.query<{ id: string; index: number }>(
      `INSERT INTO machine (id, machine_id, tags, cloud_provider, os, cpu_count, interval_seconds, last_seen_at,
                            received_on, received_count, fullest_name, fullest_percent)
       SELECT gen_random_uuid(), 'node-' || lpad(i::text, 4, '0'),
              jsonb_build_object('tier', (ARRAY['web', 'db', 'batch'])[1 + i % 3]),
              (ARRAY['aws', 'azure', NULL])[1 + i % 3], 'Debian GNU/Linux 13', 4, 15,
              now() + CASE WHEN i % 10 = 0 THEN interval '-1 day' ELSE interval '1 hour' END,
              (now() AT TIME ZONE 'UTC')::date, 240, '/', i % 90
         FROM generate_series(1, $1::int) i
       RETURNING id, right(machine_id, 4)::int AS index`,
      [count],
    );
    const now = Date.now();
    const at = Array.from({ length: STEPS }, (_, step) => now - (STEPS - step) * STEP_MS);
    for (const { id, index } of rows) {
      const busy = at.map((_, step) => load(index, step));
      const packed = packRecent({
        at,
        samples: at.map(() => 1),
        cpu: busy,
        cpuMax: busy,
        memory: at.map(() => 30 + (index % 60)),
        disk: busy.map((value) => value / 2),
        net: busy.map((value) => value * 100_000),
      });
      await client.query(
        'INSERT INTO machine_recent SELECT $1, p.* FROM unnest($2::timestamptz[], $3::bytea[]) AS p',
        [id, packed.map(({ slot }) => slot), packed.map(({ data }) => data)],
      );
    }
    await client.query('COMMIT');
  } finally {
    client.release();
    await pool.end();
  }
}

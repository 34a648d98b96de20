import type { BenchTenant } from '../../bench/store/make-tenant.ts';
import { askPortal } from './ask-portal.ts';
import type { Stored } from './judge-stored.ts';

const DAY_S = 86_400;

/** Reads what a portal has of a machine: its export over HTTP, and the rows of its tables. */
export async function readStored(
  { ctx, headers }: BenchTenant,
  { port, machine, column }: { port: number; machine: string; column: string },
): Promise<Stored> {
  const now = Math.floor(Date.now() / 1000);
  const query = new URLSearchParams({
    machine_id: machine,
    start: String(now - 29 * DAY_S),
    end: String(now + DAY_S),
  });
  const { status, text } = await askPortal({ port, path: `/api/v1/performance/export?${query}`, headers });
  if (status !== 200)
    throw new Error(`The export of ${machine} was answered with ${status}: ${text.slice(0, 300)}`);
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const place = head.split(',').indexOf(column);
  if (place < 0) throw new Error(`The export has no column ${column}: ${head.slice(0, 300)}`);
  const rows = lines.map((line) => {
    const cells = line.split(',');
    const cell = cells[place] ?? '';
    return { time: Math.round(Number(cells[0]) * 1000), value: cell === '' ? null : Number(cell) };
  });
  const { tenantDb } = await import('#server/db/tenant-db.ts');
  const { pool } = await tenantDb(ctx.tenant);
  // In one statement: while it runs, the worker may make segments of batches.
  const counted = await pool.query<{ samples: string }>(
    `SELECT (SELECT coalesce(sum(json_array_length(data -> 'host' -> 'time')), 0) FROM sample_batch WHERE machine_id = m.id)
          + (SELECT coalesce(sum(row_count), 0) FROM segment WHERE machine_id = m.id AND kind = 'host') AS samples
       FROM machine m WHERE m.machine_id = $1`,
    [machine],
  );
  return { rows, inTables: Number(counted.rows[0]?.samples ?? 0) };
}

import type { Pool } from 'pg';
import { decodeNumbers } from '#server/metrics/rollups/decode-numbers.ts';
import type { LoadColumns } from './load-columns.ts';

type Column = keyof LoadColumns;
type Row = Record<Column, Buffer> & { machine_id: string };

/** Numbers travel as bytes, see decodeNumbers. */
const sent = (column: Column, value: string): string => `array_send(array_agg(${value})) AS "${column}"`;

/** The mean of an hour. Of what was measured, a sum that is null is 0: see writeRollups. */
const mean = (place: string): string =>
  `CASE WHEN r.counts[l.${place}] > 0 THEN coalesce(r.sums[l.${place}], 0) / r.counts[l.${place}] END`;

const WITHIN = 'r.machine_id = ANY($1::uuid[]) AND r.hour >= $2 AND r.hour < $3';

/**
 * A row for each hour of each machine. Where a metric stands in the numbers of an hour is looked up once for each list
 * of metrics, of which there are few. Of several disks the busiest counts.
 */
const TEXT = `
  WITH list AS MATERIALIZED (
    SELECT id, array_position(metrics, 'cpu_used') AS cpu, array_position(metrics, 'mem_used') AS used,
           array_position(metrics, 'mem_total') AS total, array_position(metrics, 'net_rx_bytes') AS received,
           array_position(metrics, 'net_tx_bytes') AS sent, array_position(metrics, 'disk_busy') AS busy
      FROM rollup_metrics),
  host AS (
    SELECT r.machine_id, r.hour, nullif(r.counts[l.cpu], 0) AS samples, ${mean('cpu')} AS cpu,
           CASE WHEN r.counts[l.cpu] > 0 THEN coalesce(r.maxs[l.cpu], r.mins[l.cpu], 0) END AS highest,
           ${mean('used')} / nullif(${mean('total')}, 0) * 100 AS memory,
           ${mean('received')} + ${mean('sent')} AS net
      FROM rollup_hour r JOIN list l ON l.id = r.metrics_id
     WHERE ${WITHIN} AND r.kind = 'host'),
  disk AS (
    SELECT r.machine_id, r.hour, max(${mean('busy')}) AS busy
      FROM rollup_hour r JOIN list l ON l.id = r.metrics_id
     WHERE ${WITHIN} AND r.kind = 'disk' AND l.busy IS NOT NULL
     GROUP BY 1, 2)
  SELECT machine_id, ${[
    sent('at', 'extract(epoch FROM hour)::float8 * 1000'),
    sent('samples', 'coalesce(samples, 1)'),
    sent('cpu', 'cpu'),
    sent('cpuMax', 'highest'),
    sent('memory', 'memory'),
    sent('disk', 'busy'),
    sent('net', 'net'),
  ].join(', ')}
    FROM host FULL JOIN disk USING (machine_id, hour) GROUP BY machine_id`;

/** The rolled-up hours of machines over [start, end), Unix ms, by internal id; each row is an hour. */
export async function readHours(
  pool: Pool,
  { machineIds, start, end }: { machineIds: readonly string[]; start: number; end: number },
): Promise<Map<string, LoadColumns>> {
  const { rows } = await pool.query<Row>({
    name: 'read-fleet-hours',
    text: TEXT,
    values: [machineIds, new Date(start), new Date(end)],
  });
  return new Map(
    rows.map(({ machine_id: id, ...columns }) => [
      id,
      {
        at: decodeNumbers(columns.at),
        samples: decodeNumbers(columns.samples),
        cpu: decodeNumbers(columns.cpu),
        cpuMax: decodeNumbers(columns.cpuMax),
        memory: decodeNumbers(columns.memory),
        disk: decodeNumbers(columns.disk),
        net: decodeNumbers(columns.net),
      },
    ]),
  );
}

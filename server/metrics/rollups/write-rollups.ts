import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import type { SegmentSpan } from '#server/metrics/segments/replace-segments.ts';
import { type Buckets, encodeSketches } from './encode-sketches.ts';
import type { HourSummary } from './summarize-file.ts';

const ROWS_PER_STATEMENT = 500;
const WIDTH = 10;
const NOTHING: Buckets = { zeros: 0, keys: [], counts: [] };

/**
 * Puts rollups in the place of all there are of the machine, kind and span, in the caller's transaction, under its
 * lock on the machine. Hours whose samples are gone stay as they are: what came late is only a part of them.
 */
export async function writeRollups(
  client: PoolClient,
  rollups: {
    machineId: string;
    kind: Kind;
    span: SegmentSpan;
    metrics: readonly string[];
    hours: readonly HourSummary[];
  },
): Promise<void> {
  const { machineId, kind, span, hours } = rollups;
  const metricsId = await keepMetrics(client, rollups.metrics);
  await client.query(
    'DELETE FROM rollup_hour WHERE machine_id = $1 AND kind = $2 AND hour >= $3 AND hour < $4 AND NOT final',
    [machineId, kind, span.startsAt, span.endsAt],
  );
  for (let from = 0; from < hours.length; from += ROWS_PER_STATEMENT) {
    const part = hours.slice(from, from + ROWS_PER_STATEMENT);
    const rows = part.map((_, row) => {
      const places = Array.from({ length: WIDTH }, (_, column) => `$${row * WIDTH + column + 1}`);
      return `(${places.join(', ')})`;
    });
    await client.query(
      `INSERT INTO rollup_hour (machine_id, kind, hour, entity, metrics_id, counts, sums, mins, maxs, sketches)
       VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`,
      part.flatMap(({ entity, hour, metrics }) => [
        machineId,
        kind,
        new Date(hour),
        entity,
        metricsId,
        metrics.map((one) => one?.count ?? 0),
        // Null takes no room: it stands for 0, and for a max that is the min.
        metrics.map((one) => one?.sum || null),
        metrics.map((one) => one?.min || null),
        metrics.map((one) => (one && one.min < one.max ? one.max : null)),
        // Where all values are the same, count and min say it.
        encodeSketches(metrics.map((one) => (one && one.min < one.max ? one.buckets : NOTHING))),
      ]),
    );
  }
}

async function keepMetrics(client: PoolClient, metrics: readonly string[]): Promise<string> {
  const find = () =>
    client.query<{ id: string }>('SELECT id FROM rollup_metrics WHERE metrics = $1', [metrics]);
  const known = (await find()).rows[0];
  if (known) return known.id;
  await client.query('INSERT INTO rollup_metrics (metrics) VALUES ($1) ON CONFLICT DO NOTHING', [metrics]);
  const made = (await find()).rows[0];
  if (!made) throw new Error('A list of metrics that was just stored is not there.');
  return made.id;
}

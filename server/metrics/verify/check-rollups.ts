import type { PoolClient } from 'pg';
import { decodeSketches } from '#server/metrics/rollups/decode-sketches.ts';
import type { HourSummary, MetricSummary } from '#server/metrics/rollups/summarize-file.ts';
import type { StoredSegment } from './stored-segment.ts';

/** Sums of doubles depend in the last digits on the order of adding. */
const SUM_TOLERANCE = 1e-9;
/** Told of one segment; one is as good as a thousand. */
const MOST_PROBLEMS = 5;

interface Row {
  hour: Date;
  entity: string;
  metrics: string[];
  counts: number[];
  sums: (number | null)[];
  mins: (number | null)[];
  maxs: (number | null)[];
  sketches: Buffer;
}

/**
 * Compares the rollups of a segment's hours with what its samples say (`hours`, of `metrics`). Hours whose rollup is
 * final are passed over: it says more than the samples that are left.
 * @returns what differs, and how many rollups there are
 */
export async function checkRollups(
  client: PoolClient,
  machineId: string,
  {
    segment,
    metrics,
    hours,
  }: { segment: StoredSegment; metrics: readonly string[]; hours: readonly HourSummary[] },
): Promise<{ problems: string[]; rollups: number }> {
  const { rows } = await client.query<Row & { final: boolean }>(
    `SELECT hour, entity, final, l.metrics, counts, sums, mins, maxs, sketches
       FROM rollup_hour r JOIN rollup_metrics l ON l.id = r.metrics_id
      WHERE machine_id = $1 AND kind = $2 AND hour >= $3 AND hour < $4`,
    [machineId, segment.kind, segment.startsAt, segment.endsAt],
  );
  const problems: string[] = [];
  const found = new Map(rows.map((row) => [`${row.hour.getTime()} ${row.entity}`, row]));
  for (const hour of hours) {
    const at = `rollup of ${hour.entity === '' ? 'the host' : hour.entity} at ${new Date(hour.hour).toISOString()}`;
    const row = found.get(`${hour.hour} ${hour.entity}`);
    found.delete(`${hour.hour} ${hour.entity}`);
    if (row?.final) continue;
    if (!row) problems.push(`the ${at} is missing`);
    else problems.push(...compare(row, metrics, hour).map((metric) => `the ${at} differs in ${metric}`));
  }
  for (const row of found.values())
    if (!row.final)
      problems.push(`there is a rollup of "${row.entity}" at ${row.hour.toISOString()}, but no sample`);
  const more = problems.length - MOST_PROBLEMS;
  return {
    problems: more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${more} more of its rollups`] : problems,
    rollups: rows.length,
  };
}

function compare(row: Row, metrics: readonly string[], hour: HourSummary): string[] {
  const buckets = decodeSketches(row.sketches, row.metrics.length);
  return metrics.filter((metric, index) => {
    const place = row.metrics.indexOf(metric);
    const given = hour.metrics[index];
    if (place < 0) return given !== undefined;
    const { zeros = 0, counts = [] } = buckets[place] ?? {};
    const stored = {
      count: row.counts[place] ?? 0,
      sum: row.sums[place] ?? 0,
      min: row.mins[place] ?? 0,
      max: row.maxs[place] ?? row.mins[place] ?? 0,
      sketched: zeros + counts.reduce((sum, count) => sum + count, 0),
    };
    return differs(stored, given);
  });
}

function differs(
  stored: { count: number; sum: number; min: number; max: number; sketched: number },
  given: MetricSummary | undefined,
): boolean {
  if (!given) return stored.count !== 0;
  const sketched = given.min < given.max ? given.count : 0;
  return (
    stored.count !== given.count ||
    stored.min !== given.min ||
    stored.max !== given.max ||
    stored.sketched !== sketched ||
    Math.abs(stored.sum - given.sum) > SUM_TOLERANCE * Math.abs(given.sum)
  );
}

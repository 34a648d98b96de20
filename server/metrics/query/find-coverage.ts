import type { Kind } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { isUuid } from '#server/is-uuid.ts';
import type { SampleRange } from '#server/metrics/types.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

export const HOUR = 3600 * 1000;

/** What there is of one kind in a range; times in Unix ms, null where there is nothing. */
export interface Coverage {
  /** Null for a machine that is not this tenant's, and for a range that is none. */
  machine: { intervalSeconds: number | null } | null;
  /** First and last time of the raw samples: of whole segments and batches, so perhaps outside the range. */
  raw: { first: number; last: number } | null;
  /** First hour that has a rollup. */
  firstRollup: number | null;
  /** Hours within [from, to) have nothing that is not in the rollups; empty when `from` is not before `to`. */
  rolledUp: { from: number; to: number };
}

const floorHour = (time: number) => Math.floor(time / HOUR) * HOUR;
const ceilHour = (time: number) => Math.ceil(time / HOUR) * HOUR;

/** Where raw samples and rollups of one kind of a machine lie. */
export async function findCoverage(
  ctx: TenantContext,
  { kind, ...range }: SampleRange & { kind: Kind },
): Promise<Coverage> {
  const [coverage] = await findCoverages(ctx, range, [kind]);
  if (!coverage) throw new Error('A kind that was asked for has no coverage.');
  return coverage;
}

/** Where raw samples and rollups of each of these kinds of a machine lie, in the order of the kinds. */
export async function findCoverages(
  ctx: TenantContext,
  { machineId, start, end }: SampleRange,
  kinds: readonly Kind[],
): Promise<Coverage[]> {
  const from = ceilHour(start.getTime());
  const to = floorHour(end.getTime());
  if (!isUuid(machineId) || !(start < end))
    return kinds.map(() => ({ machine: null, raw: null, firstRollup: null, rolledUp: { from, to: from } }));
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<
    Record<'first' | 'last' | 'open' | 'rollup' | 'interval', number | null> & { known: boolean }
  >({
    name: 'find-coverage',
    text: `SELECT extract(epoch FROM source.first)::float8 * 1000 AS first,
                  extract(epoch FROM source.last)::float8 * 1000 AS last,
                  extract(epoch FROM source.open)::float8 * 1000 AS open,
                  (SELECT extract(epoch FROM min(hour))::float8 * 1000 FROM rollup_hour
                    WHERE machine_id = $1 AND kind = asked.kind AND hour >= $3 AND hour < $4) AS rollup,
                  EXISTS (SELECT FROM machine WHERE id = $1) AS known,
                  (SELECT interval_seconds FROM machine WHERE id = $1) AS interval
             FROM unnest($2::text[]) WITH ORDINALITY AS asked (kind, place),
                  LATERAL (
                    SELECT min(first_time) AS first, max(last_time) AS last,
                           min(first_time) FILTER (WHERE NOT rolled_up) AS open
                      FROM (SELECT first_time, last_time, rolled_up FROM segment
                             WHERE machine_id = $1 AND kind = asked.kind AND ends_at > $3 AND starts_at < $4
                               AND last_time >= $3 AND first_time < $4
                            UNION ALL
                            SELECT first_time, last_time, false FROM sample_batch
                             WHERE machine_id = $1 AND last_time >= $3 AND first_time < $4) AS part) AS source
            ORDER BY asked.place`,
    values: [machineId, kinds, start, end],
  });
  return rows.map(({ first, last, open, rollup, known, interval }) => ({
    machine: known ? { intervalSeconds: interval } : null,
    raw: first !== null && last !== null ? { first, last } : null,
    firstRollup: rollup,
    rolledUp: { from, to: Math.min(to, floorHour(open ?? to)) },
  }));
}

/** Whether the range reaches back into time of which only rollups are left. */
export const reachesPastRaw = ({ raw, firstRollup }: Coverage): boolean =>
  firstRollup !== null && (raw === null || firstRollup < floorHour(raw.first));

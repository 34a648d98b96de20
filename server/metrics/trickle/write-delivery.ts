import type { PoolClient } from 'pg';
import { type SessionMark, sessionValues } from '#server/collection-sessions/session-values.ts';
import type { TenantRef } from '#server/db/tenant-ref.ts';
import { AppError } from '#server/errors.ts';
import { packRecent } from '#server/fleet/pack-recent.ts';
import { RECENT_SPAN_MS } from '#server/fleet/recent-span.ts';
import { summarizeDelivery } from '#server/fleet/summarize-delivery.ts';
import type { LockedStream } from './lock-streams.ts';
import { machineFacts } from './machine-facts.ts';
import type { RatedDelivery } from './rate-delivery.ts';
import { type RatedSnapshot, splitByHour } from './split-by-hour.ts';

/** Columns of a batch that differ between the parts of a delivery. */
const PART_WIDTH = 6;

/**
 * Stores a rated delivery in one statement: its batches, its events, its sessions, its rows for the fleet's page, the
 * stream's new mark, the machine's facts, and the wake-up call for live readers, which PostgreSQL sends at commit.
 * @throws AppError INVALID_INPUT for a device name with control characters, at once: nothing is sent then
 */
export function writeDelivery(
  client: PoolClient,
  delivery: RatedDelivery & {
    tenant: TenantRef;
    streamId: string;
    stream: LockedStream;
    sessions: SessionMark;
    firstSeq: number;
    lastSeq: number;
    /** Null: a delivery that is not known again by its content. */
    digest: Buffer | null;
  },
): Promise<void> {
  const { stream, events } = delivery;
  const parts = splitByHour(delivery.rated);
  const values = parts.flatMap((part) => {
    const data = JSON.stringify(part.data);
    if (data.includes('\\u')) throw badName(delivery);
    const rows = Object.values(part.data).reduce((sum, { time }) => sum + time.length, 0);
    return [part.firstSeq, part.lastSeq, new Date(part.firstTime), new Date(part.lastTime), data, rows];
  });
  const facts = machineFacts(delivery.lastSnapshot);
  const { rows, fullest } = summarizeDelivery(delivery.rated, Date.now() - RECENT_SPAN_MS);
  const recent = packRecent(rows);
  const written = client.query({
    name: `write-delivery-${parts.length}`,
    text: writeSql(parts.length),
    values: [
      delivery.streamId,
      stream.machine.id,
      delivery.lastSeq,
      delivery.firstSeq,
      delivery.digest,
      JSON.stringify(delivery.lastSnapshot),
      delivery.intervalSeconds,
      events.map(({ at }) => new Date(at)),
      events.map(({ type }) => type),
      facts.hostname,
      facts.os,
      facts.kernel,
      facts.cpuModel,
      facts.cpuCount,
      facts.memoryTotalMb,
      `${delivery.tenant.id}:${stream.machine.id}`,
      ...sessionValues(delivery.sessions),
      recent.map(({ slot }) => slot),
      recent.map(({ data }) => data),
      delivery.rated.filter(({ seq }) => seq > stream.ackedThrough).length,
      fullest?.name ?? null,
      fullest?.percent ?? null,
      facts.timeZone,
      facts.linkSpeeds && JSON.stringify(facts.linkSpeeds),
      ...values,
    ],
  });
  return written.then(() => undefined);
}

const FIXED_VALUES = 32;

function writeSql(parts: number): string {
  const rows = Array.from({ length: parts }, (_, part) => {
    const at = FIXED_VALUES + part * PART_WIDTH;
    return `($2::uuid, $1::uuid, $${at + 1}::bigint, $${at + 2}::bigint, $${at + 3}::timestamptz, $${at + 4}::timestamptz, $${at + 5}::json, $${at + 6}::integer)`;
  });
  return `WITH batch AS (
      INSERT INTO sample_batch (machine_id, stream_id, first_seq, last_seq, first_time, last_time, data, row_count)
      VALUES ${rows.join(', ')}
    ), event AS (
      INSERT INTO machine_event (machine_id, at, type)
      SELECT $2::uuid, e.at, e.type FROM unnest($8::timestamptz[], $9::text[]) AS e (at, type)
      ON CONFLICT (machine_id, at, type) DO NOTHING
    ), session AS (
      INSERT INTO collection_session AS c (id, machine_id, stream_id, started_at, ended_at, sample_count,
                                           interval_seconds, first_uptime, last_uptime)
      SELECT r.id, $2::uuid, $1::uuid, r.first, r.last, r.count, $7::float8, r.first_uptime, r.last_uptime
        FROM unnest($20::uuid[], $21::timestamptz[], $22::timestamptz[], $23::bigint[], $24::float8[], $25::float8[])
             AS r (id, first, last, count, first_uptime, last_uptime)
      ON CONFLICT (id) DO UPDATE SET
             first_uptime = CASE WHEN excluded.started_at < c.started_at THEN excluded.first_uptime ELSE c.first_uptime END,
             last_uptime = CASE WHEN excluded.ended_at >= c.ended_at THEN excluded.last_uptime ELSE c.last_uptime END,
             started_at = least(c.started_at, excluded.started_at), ended_at = greatest(c.ended_at, excluded.ended_at),
             sample_count = c.sample_count + excluded.sample_count,
             interval_seconds = coalesce(excluded.interval_seconds, c.interval_seconds)
    ), recent AS (
      INSERT INTO machine_recent AS m (machine_id, slot, data)
      SELECT $2::uuid, r.slot, r.data FROM unnest($26::timestamptz[], $27::bytea[]) AS r (slot, data)
      ON CONFLICT (machine_id, slot) DO UPDATE SET data = m.data || excluded.data
    ), mark AS (
      UPDATE stream SET acked_through = $3, last_first_seq = $4, last_digest = $5, last_snapshot = $6,
             interval_seconds = $7::float8, last_received_at = now(),
             session_id = $17::uuid, session_start = $18::timestamptz, session_end = $19::timestamptz
       WHERE stream_id = $1::uuid
    ), facts AS (
      UPDATE machine SET last_seen_at = now(), interval_seconds = coalesce($7::float8, interval_seconds),
             hostname = coalesce($10, hostname), os = coalesce($11, os), kernel = coalesce($12, kernel),
             cpu_model = coalesce($13, cpu_model), cpu_count = coalesce($14, cpu_count),
             memory_total_mb = coalesce($15, memory_total_mb), link_speeds = coalesce($32::jsonb, link_speeds),
             -- What somebody chose stays.
             time_zone = coalesce(time_zone, $31),
             received_on = (now() AT TIME ZONE 'UTC')::date,
             received_count = $28::bigint + CASE WHEN received_on = (now() AT TIME ZONE 'UTC')::date
                                                 THEN received_count ELSE 0 END,
             fullest_name = coalesce($29, fullest_name), fullest_percent = coalesce($30::real, fullest_percent)
       WHERE id = $2::uuid
    ) SELECT pg_notify('perfanalysis_samples', $16)`;
}

/** JSON escapes control characters and broken UTF-16 and nothing else; PostgreSQL could not read those back. */
function badName({ rated, firstSeq }: { rated: readonly RatedSnapshot[]; firstSeq: number }): AppError {
  const bad = rated.find(({ samples }) =>
    samples.some(({ entity }) => JSON.stringify(entity).includes('\\u')),
  );
  const index = (bad?.seq ?? firstSeq) - firstSeq;
  return new AppError(
    'INVALID_INPUT',
    `Snapshot ${index} is malformed: a device has control characters in its name.`,
    { index },
  );
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { PoolClient } from 'pg';
import type { NamedMachine } from '#server/machines/resolve-machines.ts';
import type { Connections } from '#server/metrics/duckdb/with-shared-tables.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { replaceSegments } from '#server/metrics/segments/replace-segments.ts';
import { type DayPlace, findOverlaps } from './find-overlaps.ts';
import { mergeDay } from './merge-day.ts';
import { DAY_MS, type PlannedDay } from './plan-days.ts';
import { readSegment } from './read-segment.ts';
import { type DayFile, writeDay } from './write-day.ts';

/** Rows that were not new: twice in the file, or of an entity and time that was stored in a segment already. */
export interface StoredDays {
  repeated: number;
  replaced: number;
}

type PlacedDay = DayPlace & { plan: PlannedDay };
type WrittenDay = PlacedDay & { file: DayFile };

interface DaysInput {
  /** Sorted by internal id, which is the order of locking. */
  machines: readonly NamedMachine[];
  days: readonly PlannedDay[];
  folder: string;
  report: (share: number) => void;
}

/**
 * Stores planned days as segments, in the caller's transaction. All are written, and those of which nothing is stored
 * are sent, while others may still change the machines' samples; then these are locked, and what overlaps is merged
 * under the lock.
 */
export async function storeDays(
  client: PoolClient,
  connections: Connections,
  { machines, days, folder, report }: DaysInput,
): Promise<StoredDays> {
  const ids = new Map(machines.map(({ id, machineId }) => [machineId, id]));
  const places = days.map(
    (plan): PlacedDay => ({
      plan,
      machineId: ids.get(plan.machine) ?? '',
      kind: plan.table.kind,
      start: plan.start,
    }),
  );
  const written = await writeDays(client, connections, { places, folder, report });
  for (const { id } of machines) await lockSamples(client, id);
  const stored = await findOverlaps(client, places);
  const result: StoredDays = { repeated: 0, replaced: 0 };
  for (const day of written) {
    result.repeated += day.plan.rows - day.file.rowCount;
    const overlap = stored(day);
    if (overlap.old.length > 0)
      result.replaced += await mergeDay(client, { ...day, ...overlap, path: day.file.path, folder });
  }
  return result;
}

/** Writes the days as files, and sends those that need not be merged, as far as can be told without the lock. */
async function writeDays(
  client: PoolClient,
  connections: Connections,
  {
    places,
    folder,
    report,
  }: { places: readonly PlacedDay[]; folder: string; report: (share: number) => void },
): Promise<WrittenDay[]> {
  const version = await drawVersion(client);
  const stored = await findOverlaps(client, places);
  const total = places.reduce((sum, { plan }) => sum + plan.rows, 0);
  const written: WrittenDay[] = [];
  let rows = 0;
  // Sent one after the other while others are written: the bytes of one are in memory.
  let sending: Promise<void> = Promise.resolve();
  const left = [...places];
  const writeSome = async (connection: DuckDBConnection) => {
    for (let place = left.shift(); place; place = left.shift()) {
      const day = place;
      const file = await writeDay(connection, { day: day.plan, version, folder });
      written.push({ ...day, file });
      rows += day.plan.rows;
      report(rows / total);
      if (stored(day).old.length > 0) continue;
      const before = sending;
      sending = before.then(() => sendDay(client, day, file));
      // Heard below; until then it must not count as unhandled.
      sending.catch(() => {});
      await before;
    }
  };
  const stop = (error: unknown) => {
    left.length = 0;
    throw error;
  };
  // All must rest before the caller gives up the tables and the transaction, also after an error.
  const ended = await Promise.allSettled(connections.map((one) => writeSome(one).catch(stop)));
  const [sent] = await Promise.allSettled([sending]);
  for (const end of [...ended, sent]) if (end.status === 'rejected') throw end.reason;
  return written;
}

async function sendDay(client: PoolClient, place: PlacedDay, file: DayFile): Promise<void> {
  const { machineId, kind, start, plan } = place;
  const span = { startsAt: new Date(start), endsAt: new Date(start + DAY_MS) };
  const merged = await readSegment(plan, file);
  await replaceSegments(client, { machineId, kind, span, old: [], merged });
}

/** Batches and files take their places in one order of delivery. */
async function drawVersion(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ version: string }>(
    `SELECT nextval(pg_get_serial_sequence('sample_batch', 'id')) AS version`,
  );
  return BigInt(rows[0]?.version ?? 0);
}

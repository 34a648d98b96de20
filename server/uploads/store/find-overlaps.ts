import type { PoolClient } from 'pg';
import type { Kind } from '#agent/contract/sample.ts';
import { DAY_MS } from './plan-days.ts';

/** A day that is to be stored: its machine's internal id, and its first moment in Unix ms. */
export interface DayPlace {
  machineId: string;
  kind: Kind;
  start: number;
}

interface Row {
  id: string;
  machine_id: string;
  kind: Kind;
  starts_at: Date;
  ends_at: Date;
  own: boolean;
}

/** Gives the ids of the segments that touch a day: those that this transaction has made apart from what was there. */
export type Overlaps = (place: DayPlace) => { own: string[]; old: string[] };

/** Looks up which segments touch the days. */
export async function findOverlaps(client: PoolClient, places: readonly DayPlace[]): Promise<Overlaps> {
  const starts = places.map(({ start }) => start);
  const { rows } = await client.query<Row>(
    `SELECT id, machine_id, kind, starts_at, ends_at, xmin = pg_current_xact_id()::xid AS own FROM segment
      WHERE machine_id = ANY ($1) AND ends_at > $2 AND starts_at < $3`,
    [
      [...new Set(places.map(({ machineId }) => machineId))],
      new Date(starts.reduce((a, b) => Math.min(a, b))),
      new Date(starts.reduce((a, b) => Math.max(a, b)) + DAY_MS),
    ],
  );
  const lists = Map.groupBy(rows, (row) => `${row.machine_id} ${row.kind}`);
  return ({ machineId, kind, start }) => {
    const found = (lists.get(`${machineId} ${kind}`) ?? []).filter(
      (row) => row.ends_at.getTime() > start && row.starts_at.getTime() < start + DAY_MS,
    );
    const ids = (own: boolean) => found.filter((row) => row.own === own).map(({ id }) => id);
    return { own: ids(true), old: ids(false) };
  };
}

import type { PoolClient } from 'pg';
import { KINDS } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { lockSamples } from '#server/metrics/segments/lock-samples.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { tenantSettings } from '#server/tenancy/tenant-settings.ts';

const DAY = 24 * 3600 * 1000;

/** What one run removed. */
export interface Removed {
  segments: number;
  rollups: number;
  events: number;
}

/**
 * Removes what the tenant no longer keeps: segments that ended rawDays ago, once they are rolled up; rollups of hours
 * rollupDays ago; events past both. 0 days: kept for ever. One transaction per machine: a reader sees all of a segment
 * or, if it comes later, none of it. Safe to run twice and to be killed.
 * @throws AggregateError at the end, when machines failed
 */
export async function retainDue(ctx: TenantContext, now: Date): Promise<Removed> {
  requireScope(ctx, 'write');
  const { rawDays, rollupDays } = await tenantSettings(ctx);
  const cut = (days: number) => (days === 0 ? undefined : new Date(now.getTime() - days * DAY));
  const cuts = {
    raw: cut(rawDays),
    rollups: cut(rollupDays),
    events: rawDays === 0 || rollupDays === 0 ? undefined : cut(Math.max(rawDays, rollupDays)),
  };
  const removed: Removed = { segments: 0, rollups: 0, events: 0 };
  if (!cuts.raw && !cuts.rollups) return removed;
  const { pool } = await tenantDb(ctx.tenant);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM machine ORDER BY id');
  const failures: unknown[] = [];
  for (const { id } of rows) {
    try {
      const one = await transaction(pool, (client) => removeOf(client, id, cuts));
      removed.segments += one.segments;
      removed.rollups += one.rollups;
      removed.events += one.events;
    } catch (cause) {
      failures.push(new Error(`Removing old samples of machine ${id} failed.`, { cause }));
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `Old samples of ${failures.length} machines could not be removed.`);
  return removed;
}

async function removeOf(
  client: PoolClient,
  machineId: string,
  cuts: { raw: Date | undefined; rollups: Date | undefined; events: Date | undefined },
): Promise<Removed> {
  await lockSamples(client, machineId);
  const removed: Removed = { segments: 0, rollups: 0, events: 0 };
  if (cuts.raw) {
    const { rows } = await client.query<{ kind: string; starts_at: Date; ends_at: Date }>(
      'DELETE FROM segment WHERE machine_id = $1 AND ends_at <= $2 AND rolled_up RETURNING kind, starts_at, ends_at',
      [machineId, cuts.raw],
    );
    removed.segments = rows.length;
    // What comes late for such an hour is only a part of it and must not take its place.
    for (const { kind, starts_at, ends_at } of rows)
      await client.query(
        'UPDATE rollup_hour SET final = true WHERE machine_id = $1 AND kind = $2 AND hour >= $3 AND hour < $4',
        [machineId, kind, starts_at, ends_at],
      );
  }
  if (cuts.rollups) {
    const { rowCount } = await client.query(
      'DELETE FROM rollup_hour WHERE machine_id = $1 AND kind = ANY($2) AND hour < $3',
      [machineId, KINDS, cuts.rollups],
    );
    removed.rollups = rowCount ?? 0;
  }
  if (cuts.events) {
    const { rowCount } = await client.query('DELETE FROM machine_event WHERE machine_id = $1 AND at < $2', [
      machineId,
      cuts.events,
    ]);
    removed.events = rowCount ?? 0;
  }
  return removed;
}

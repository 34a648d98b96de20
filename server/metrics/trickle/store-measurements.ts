import { joinSessions } from '#server/collection-sessions/join-sessions.ts';
import { momentOf } from '#server/collection-sessions/moment-of.ts';
import type { SampleMoment } from '#server/collection-sessions/session-run.ts';
import { silenceLimit } from '#server/collection-sessions/silence-limit.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { acceptedTimes } from './accepted-times.ts';
import { checkIdentifier } from './check-identifier.ts';
import { checkTimes } from './check-times.ts';
import { chooseMachine } from './choose-machine.ts';
import { claimStream } from './claim-stream.ts';
import { findDeliveryMachine } from './find-delivery-machine.ts';
import { findStoredTimes } from './find-stored-times.ts';
import { forgetEvents } from './forget-events.ts';
import { groupMeasurements } from './group-measurements.ts';
import { keepRecent } from './keep-recent.ts';
import { loadRecent } from './load-recent.ts';
import type { MeasurementsBody } from './measurements-body.ts';
import { parseDelivery } from './parse-delivery.ts';
import { type PlacedSnapshot, placeSnapshot } from './place-snapshot.ts';
import { ratePlaced } from './rate-placed.ts';
import { writeDelivery } from './write-delivery.ts';

/**
 * Stores what an agent that does not number its snapshots posts. A snapshot of a time that the machine has samples of
 * already is dropped; one that is older than the newest is stored in its place, and rated between its neighbours where
 * these are among the last that arrived. All such posts of a machine are one stream, which has the machine's own id.
 * @returns how many snapshots were new
 * @throws AppError FORBIDDEN, INVALID_INPUT (`details.index` of a malformed snapshot, in order of time),
 *   TIMESTAMP_OUT_OF_RANGE, MACHINE_NOT_REGISTERED, MACHINE_MISMATCH; nothing is stored then
 */
export async function storeMeasurements(
  ctx: TenantContext,
  body: MeasurementsBody,
): Promise<{ stored: number }> {
  requireScope(ctx, 'ingest');
  const choice = chooseMachine(ctx, body.identifier);
  const snapshots = parseDelivery(groupMeasurements(body.measurements));
  const { pool } = await tenantDb(ctx.tenant);
  const accepted = await acceptedTimes(ctx);
  return transaction(pool, async (client) => {
    const machine = await findDeliveryMachine(ctx, client, choice);
    checkIdentifier(machine.machineId, body.identifier);
    const stream = await claimStream(client, machine.id, async () => machine.id);
    const known = await findStoredTimes(client, ctx, {
      machineId: machine.id,
      times: snapshots.map(({ time }) => time),
    });
    let seq = stream.ackedThrough;
    const firstSeq = seq + 1;
    let placed: PlacedSnapshot[] = await loadRecent(client, machine.id);
    for (const { snapshot } of placed) known.add(snapshot.time);
    const apart: PlacedSnapshot[] = [];
    const moments: SampleMoment[] = [];
    snapshots.forEach((snapshot, index) => {
      if (known.has(snapshot.time)) return;
      checkTimes([snapshot.time], index, accepted);
      seq += 1;
      moments.push(momentOf(snapshot));
      const next = placeSnapshot(placed, snapshot, seq);
      placed = next.placed;
      apart.push(...next.apart);
    });
    const [first, ...rest] = [...apart, ...placed];
    if (seq < firstSeq || !first) return { stored: 0 };
    const ratedAnew = placed.filter((one) => one.previous !== undefined && one.seq < firstSeq);
    await forgetEvents(
      client,
      machine.id,
      ratedAnew.map(({ snapshot }) => snapshot.time),
    );
    const rated = ratePlaced([first, ...rest], { intervalSeconds: stream.intervalSeconds, firstSeq });
    const sessions = await joinSessions(client, {
      streamId: machine.id,
      current: stream.session,
      moments,
      limitMs: silenceLimit(rated.intervalSeconds),
    });
    await writeDelivery(client, {
      ...rated,
      sessions,
      tenant: ctx.tenant,
      streamId: machine.id,
      stream,
      firstSeq,
      lastSeq: seq,
      digest: null,
    });
    await keepRecent(client, machine.id, placed);
    return { stored: seq - stream.ackedThrough };
  });
}

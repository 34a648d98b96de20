import type { TrickleAnswer, TrickleBody } from '#agent/contract/trickle.ts';
import { successorKey } from '#server/api-keys/successor-key.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { acceptedTimes } from './accepted-times.ts';
import { checkIdentifier } from './check-identifier.ts';
import { checkTimes } from './check-times.ts';
import { chooseMachine } from './choose-machine.ts';
import { findDeliveryMachine, type MachineChoice } from './find-delivery-machine.ts';
import { findNewSnapshots } from './find-new-snapshots.ts';
import { inStream } from './in-stream.ts';
import type { LockedStream } from './lock-stream.ts';
import { parseDelivery } from './parse-delivery.ts';
import { rateDelivery } from './rate-delivery.ts';
import { writeDelivery } from './write-delivery.ts';

interface Delivery {
  body: TrickleBody;
  /** SHA-256 of the unpacked body. */
  digest: Buffer;
}

/**
 * Stores one delivery of an agent, exactly once in effect: in one transaction the stream is locked, what lies at or
 * below its mark is dropped, the rest is rated against the snapshot before it and stored, and the mark advances.
 * The same delivery again, at once or later, gets the same answer and changes nothing. A key that is being replaced is
 * told its successor.
 * @throws AppError FORBIDDEN, INVALID_INPUT (`details.index` of a malformed snapshot), TIMESTAMP_OUT_OF_RANGE,
 *   MACHINE_NOT_REGISTERED, MACHINE_MISMATCH, CONFLICT (stream of another machine), SEQUENCE_GAP, SEQUENCE_MISMATCH;
 *   nothing is stored then
 */
export async function storeTrickle(ctx: TenantContext, delivery: Delivery): Promise<TrickleAnswer> {
  requireScope(ctx, 'ingest');
  const { body } = delivery;
  const machine = chooseMachine(ctx, body.identifier);
  const snapshots = parseDelivery(body.snapshots);
  const { pool } = await tenantDb(ctx.tenant);
  const accepted = await acceptedTimes(ctx);
  const findMachineId = async () => (await findDeliveryMachine(ctx, pool, machine)).id;
  return inStream(pool, body.stream, findMachineId, async (client, stream) => {
    checkStream(stream, machine, body.identifier);
    const { known, declaredGap } = findNewSnapshots(stream, body, delivery.digest);
    const [first, ...rest] = snapshots.slice(known);
    if (!first) return answer(ctx, stream, stream.ackedThrough);
    checkTimes(
      [first, ...rest].map(({ time }) => time),
      known,
      accepted,
    );
    const firstSeq = body.first_seq + known;
    const lastSeq = body.first_seq + snapshots.length - 1;
    const rated = rateDelivery([first, ...rest], {
      previous: stream.lastSnapshot,
      intervalSeconds: stream.intervalSeconds,
      firstSeq,
    });
    if (declaredGap) rated.events.push({ at: first.time, type: 'gap' });
    await writeDelivery(client, {
      ...rated,
      tenant: ctx.tenant,
      streamId: body.stream,
      stream,
      // Of the delivery as it came, so that it is known again when it is repeated whole.
      firstSeq: body.first_seq,
      lastSeq,
      digest: delivery.digest,
    });
    return answer(ctx, stream, lastSeq);
  });
}

function checkStream(stream: LockedStream, machine: MachineChoice, identifier: string | undefined): void {
  const own = 'id' in machine ? stream.machine.id === machine.id : stream.machine.machineId === identifier;
  if (!own)
    throw new AppError(
      'CONFLICT',
      'This stream belongs to another machine. Start a new stream for this one.',
    );
  checkIdentifier(stream.machine.machineId, identifier);
}

function answer(ctx: TenantContext, stream: LockedStream, ackedThrough: number): TrickleAnswer {
  const successor = ctx.actor.kind === 'key' ? ctx.actor.successorId : undefined;
  return {
    error: null,
    acked_through: ackedThrough,
    session_id: stream.sessionId,
    server_time: new Date().toISOString(),
    ...(successor !== undefined && { successor_key: successorKey(successor) }),
  };
}

import type { TrickleAnswer, TrickleBody } from '#agent/contract/trickle.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { checkTimes } from './check-times.ts';
import { findNewSnapshots } from './find-new-snapshots.ts';
import { type LockedStream, lockStream } from './lock-stream.ts';
import { type MachineChoice, openStream } from './open-stream.ts';
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
 * The same delivery again, at once or later, gets the same answer and changes nothing.
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
  const attempt = () =>
    transaction(pool, async (client) => {
      const stream = await lockStream(client, body.stream);
      if (!stream) return undefined;
      checkMachine(stream, machine, body.identifier);
      const { known, declaredGap } = findNewSnapshots(stream, body, delivery.digest);
      const [first, ...rest] = snapshots.slice(known);
      if (!first) return answer(stream, stream.ackedThrough);
      checkTimes(
        [first, ...rest].map(({ time }) => time),
        known,
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
      return answer(stream, lastSeq);
    });

  const stored = await attempt();
  if (stored) return stored;
  await openStream(pool, body.stream, machine);
  const storedNow = await attempt();
  if (!storedNow) throw new AppError('MACHINE_NOT_REGISTERED', 'The machine was removed while it delivered.');
  return storedNow;
}

function chooseMachine(ctx: TenantContext, identifier: string | undefined): MachineChoice {
  if (ctx.actor.kind === 'key' && ctx.actor.machineId !== null) return { id: ctx.actor.machineId };
  if (identifier === undefined)
    throw new AppError(
      'INVALID_INPUT',
      'This key is not tied to a machine: name the machine as "identifier".',
    );
  return { machineId: identifier };
}

function checkMachine(stream: LockedStream, machine: MachineChoice, identifier: string | undefined): void {
  const own = 'id' in machine ? stream.machine.id === machine.id : stream.machine.machineId === identifier;
  if (!own)
    throw new AppError(
      'CONFLICT',
      'This stream belongs to another machine. Start a new stream for this one.',
    );
  if (identifier !== undefined && identifier !== stream.machine.machineId)
    throw new AppError(
      'MACHINE_MISMATCH',
      `This key is for the machine "${stream.machine.machineId}", not for "${identifier}".`,
      { machine_id: stream.machine.machineId },
    );
}

const answer = (stream: LockedStream, ackedThrough: number): TrickleAnswer => ({
  error: null,
  acked_through: ackedThrough,
  session_id: stream.sessionId,
  server_time: new Date().toISOString(),
});

import type { PoolClient } from 'pg';
import type { TrickleAnswer, TrickleBody } from '#agent/contract/trickle.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { successorKey } from '#server/api-keys/successor-key.ts';
import { momentOf } from '#server/collection-sessions/moment-of.ts';
import { silenceLimit } from '#server/collection-sessions/silence-limit.ts';
import { splitRuns } from '#server/collection-sessions/split-runs.ts';
import { AppError } from '#server/errors.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { AcceptedTimes } from './accepted-times.ts';
import { checkIdentifier } from './check-identifier.ts';
import { checkTimes } from './check-times.ts';
import type { MachineChoice } from './find-delivery-machine.ts';
import { findNewSnapshots } from './find-new-snapshots.ts';
import type { LockedStream } from './lock-streams.ts';
import { rateDelivery } from './rate-delivery.ts';
import { writeDelivery } from './write-delivery.ts';

/** A delivery that was read, and what is needed to store it. */
export interface Delivery {
  ctx: TenantContext;
  body: TrickleBody;
  /** SHA-256 of the unpacked body. */
  digest: Buffer;
  snapshots: readonly Snapshot[];
  machine: MachineChoice;
  accepted: AcceptedTimes;
}

/**
 * Stores what is new in a delivery, in the transaction that holds its stream: what lies at or below the stream's mark is
 * dropped, the rest is rated against the snapshot before it and written, and the mark advances.
 * @returns what its agent is told, and `written`, which settles when the statement is through; nothing was sent to
 *   PostgreSQL where it throws
 * @throws AppError as storeTrickle
 */
export function deliverInStream(
  client: PoolClient,
  stream: LockedStream,
  { ctx, body, digest, snapshots, machine, accepted }: Delivery,
): { answer: TrickleAnswer; written: Promise<void> } {
  checkStream(stream, machine, body.identifier);
  const { known, declaredGap } = findNewSnapshots(stream, body, digest);
  const [first, ...rest] = snapshots.slice(known);
  if (!first)
    return { answer: answer(ctx, stream.session.id, stream.ackedThrough), written: Promise.resolve() };
  checkTimes(
    [first, ...rest].map(({ time }) => time),
    known,
    accepted,
  );
  const lastSeq = body.first_seq + snapshots.length - 1;
  const rated = rateDelivery([first, ...rest], {
    previous: stream.lastSnapshot,
    intervalSeconds: stream.intervalSeconds,
    firstSeq: body.first_seq + known,
  });
  if (declaredGap) rated.events.push({ at: first.time, type: 'gap' });
  const sessions = splitRuns(stream.session, [first, ...rest].map(momentOf), {
    restarts: new Set(rated.events.filter(({ type }) => type === 'restart').map(({ at }) => at)),
    limitMs: silenceLimit(rated.intervalSeconds),
  });
  const written = writeDelivery(client, {
    ...rated,
    sessions,
    tenant: ctx.tenant,
    streamId: body.stream,
    stream,
    // Of the delivery as it came, so that it is known again when it is repeated whole.
    firstSeq: body.first_seq,
    lastSeq,
    digest,
  });
  return { answer: answer(ctx, sessions.current.id, lastSeq), written };
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

function answer(ctx: TenantContext, sessionId: string, ackedThrough: number): TrickleAnswer {
  const successor = ctx.actor.kind === 'key' ? ctx.actor.successorId : undefined;
  return {
    error: null,
    acked_through: ackedThrough,
    session_id: sessionId,
    server_time: new Date().toISOString(),
    ...(successor !== undefined && { successor_key: successorKey(successor) }),
  };
}

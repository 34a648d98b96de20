import type { TrickleAnswer, TrickleBody } from '#agent/contract/trickle.ts';
import { gather } from '#server/db/gather.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { transaction } from '#server/db/transaction.ts';
import { requireScope, type TenantContext } from '#server/tenancy/context.ts';
import { acceptedTimes } from './accepted-times.ts';
import { chooseMachine } from './choose-machine.ts';
import { claimStream } from './claim-stream.ts';
import { type Delivery, deliverInStream } from './deliver-in-stream.ts';
import { deliveryQueue } from './delivery-queue.ts';
import { findDeliveryMachine } from './find-delivery-machine.ts';
import { parseDelivery } from './parse-delivery.ts';
import { storeTogether } from './store-together.ts';

/**
 * Stores one delivery of an agent, exactly once in effect: in one transaction the stream is locked, what lies at or
 * below its mark is dropped, the rest is rated against the snapshot before it and stored, and the mark advances.
 * The same delivery again, at once or later, gets the same answer and changes nothing. A key that is being replaced is
 * told its successor. Deliveries that come at the same time share a transaction where they can.
 * @throws AppError FORBIDDEN, INVALID_INPUT (`details.index` of a malformed snapshot), TIMESTAMP_OUT_OF_RANGE,
 *   MACHINE_NOT_REGISTERED, MACHINE_MISMATCH, CONFLICT (stream of another machine), SEQUENCE_GAP, SEQUENCE_MISMATCH;
 *   nothing is stored then: neither a stream nor a machine that was not there before
 */
export async function storeTrickle(
  ctx: TenantContext,
  { body, digest }: { body: TrickleBody; digest: Buffer },
): Promise<TrickleAnswer> {
  requireScope(ctx, 'ingest');
  const machine = chooseMachine(ctx, body.identifier);
  const snapshots = parseDelivery(body.snapshots);
  const { pool } = await tenantDb(ctx.tenant);
  const delivery: Delivery = { ctx, body, digest, snapshots, machine, accepted: await acceptedTimes(ctx) };
  const outcome = await gather(deliveryQueue(ctx), delivery, (together) => storeTogether(pool, together));
  if (outcome === 'alone') {
    return transaction(pool, async (client) => {
      const findMachineId = async () => (await findDeliveryMachine(ctx, client, machine)).id;
      const stream = await claimStream(client, body.stream, findMachineId);
      const { answer, written } = deliverInStream(client, stream, delivery);
      await written;
      return answer;
    });
  }
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.answer;
}

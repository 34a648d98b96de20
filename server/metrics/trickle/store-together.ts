import type { Pool, PoolClient } from 'pg';
import type { TrickleAnswer } from '#agent/contract/trickle.ts';
import { transaction } from '#server/db/transaction.ts';
import { AppError } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { type Delivery, deliverInStream } from './deliver-in-stream.ts';
import { lockStreams } from './lock-streams.ts';
import { openStreams } from './open-streams.ts';

/** What became of a delivery. `alone`: nothing of it is stored yet, and it takes a transaction of its own. */
export type Outcome = { answer: TrickleAnswer } | { refusal: AppError } | 'alone';

/** By stream id, in small letters as PostgreSQL writes it. */
type Streams = ReadonlyMap<string, Delivery>;
type Outcomes = Map<Delivery, Exclude<Outcome, 'alone'>>;

/**
 * Stores deliveries in one transaction, so that they share its commit; first deliveries in a second one. It waits for
 * nobody's lock, except for who opens the same stream for another machine at that moment (open-streams): a delivery
 * whose stream or machine somebody holds is left to a transaction of its own, as are all when the common one fails.
 */
export async function storeTogether(pool: Pool, deliveries: readonly Delivery[]): Promise<Outcome[]> {
  const streams = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const streamId = delivery.body.stream.toLowerCase();
    // Of several for one stream the first is in it.
    if (!streams.has(streamId)) streams.set(streamId, delivery);
  }
  const outcomes: Outcomes = new Map();
  try {
    const fresh = await storeLocked(pool, streams, outcomes);
    const first = tiedStreams(streams, fresh);
    if (first.size > 0) await storeLocked(pool, first, outcomes, 'open');
  } catch (error) {
    log().warn({ err: error, deliveries: deliveries.length }, 'deliveries are stored one by one');
  }
  return deliveries.map((delivery) => outcomes.get(delivery) ?? 'alone');
}

/**
 * Stores what it can lock, and notes the outcomes once they are committed; with `open` it opens the streams before.
 * @returns the streams that do not exist
 */
async function storeLocked(
  pool: Pool,
  streams: Streams,
  outcomes: Outcomes,
  open?: 'open',
): Promise<string[]> {
  const { reached, fresh } = await transaction(pool, async (client) => {
    const opened = open ? await openStreams(client, machinesOf(streams), 'skip') : [];
    const locked = await lockStreams(client, [...streams.keys()], 'skip');
    const reached: Outcomes = new Map();
    let writing = Promise.resolve();
    for (const [streamId, stream] of locked) {
      const delivery = streams.get(streamId);
      if (!delivery) continue;
      const made = attempt(() => deliverInStream(client, stream, delivery));
      if ('refusal' in made) {
        reached.set(delivery, made);
        continue;
      }
      // Awaited with the next one or below; until then a failure must not count as unhandled.
      made.written.catch(() => {});
      // While PostgreSQL writes this one, the next is rated.
      await writing;
      writing = made.written;
      reached.set(delivery, { answer: made.answer });
    }
    await writing;
    const refused = opened.filter((streamId) => isRefused(reached, streams.get(streamId)));
    if (refused.length > 0) await discardStreams(client, refused);
    const missing = [...streams.keys()].filter((streamId) => !locked.has(streamId));
    return { reached, fresh: missing.length === 0 ? [] : await findFresh(client, missing) };
  });
  for (const [delivery, outcome] of reached) outcomes.set(delivery, outcome);
  return fresh;
}

function attempt<T>(deliver: () => T): T | { refusal: AppError } {
  try {
    return deliver();
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}

/** Those of the streams that were not locked because they do not exist. */
async function findFresh(client: PoolClient, streamIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ stream_id: string }>({
    name: 'find-streams',
    text: 'SELECT stream_id FROM stream WHERE stream_id = ANY($1::uuid[])',
    values: [streamIds],
  });
  const there = new Set(rows.map(({ stream_id: streamId }) => streamId));
  return streamIds.filter((streamId) => !there.has(streamId));
}

/** The streams of keys that are tied to a machine; another machine may have to be registered first. */
const tiedStreams = (streams: Streams, ids: readonly string[]): Streams =>
  new Map([...streams].filter(([id, { machine }]) => 'id' in machine && ids.includes(id)));

const machinesOf = (streams: Streams): { streamId: string; machineId: string }[] =>
  [...streams].flatMap(([streamId, { machine }]) =>
    'id' in machine ? [{ streamId, machineId: machine.id }] : [],
  );

function isRefused(reached: Outcomes, delivery: Delivery | undefined): boolean {
  const outcome = delivery && reached.get(delivery);
  return outcome !== undefined && 'refusal' in outcome;
}

/** Takes back streams that this transaction opened: nothing of a refused delivery stays, while the others' is kept. */
async function discardStreams(client: PoolClient, streamIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'discard-streams',
    text: 'DELETE FROM stream WHERE stream_id = ANY($1::uuid[])',
    values: [streamIds],
  });
}

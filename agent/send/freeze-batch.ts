import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { TrickleBody } from '../contract/trickle.ts';
import type { SnapshotQueue } from './snapshot-queue.ts';

/** A batch as it goes over the wire, again and again until it is answered: the same bytes each time. */
export interface Batch {
  firstSeq: number;
  lastSeq: number;
  body: Buffer;
}

const compress = promisify(gzip);

/** The oldest snapshots of the queue, at most `most` and about `mostBytes` of JSON, as one frozen batch; null if there are none. */
export async function freezeBatch(
  queue: SnapshotQueue,
  identifier: string,
  most: number,
  mostBytes: number,
): Promise<Batch | null> {
  const gap = queue.missing();
  const snapshots = queue.hold(most, mostBytes);
  const first = snapshots[0];
  const last = snapshots.at(-1);
  if (!first || !last) return null;
  const head: Omit<TrickleBody, 'snapshots'> = {
    identifier,
    stream: queue.stream,
    first_seq: first.seq,
    ...(gap && { gap }),
  };
  // The snapshots are JSON already; only the object around them is written here.
  const text = `${JSON.stringify(head).slice(0, -1)},"snapshots":[${snapshots.map(({ json }) => json).join(',')}]}`;
  return { firstSeq: first.seq, lastSeq: last.seq, body: await compress(text) };
}

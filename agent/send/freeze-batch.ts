import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { TrickleBody } from '../contract/trickle.ts';
import type { Run } from '../spool/spool.ts';

/** A batch as it goes over the wire, again and again until it is answered: the same bytes each time. */
export interface Batch {
  firstSeq: number;
  lastSeq: number;
  body: Buffer;
}

const compress = promisify(gzip);

/**
 * Freezes snapshots into a batch. The same snapshots make the same text in another process too, on which the server
 * relies to tell a repeated batch from another one under the same numbers.
 */
export async function freezeBatch(
  { firstSeq, lastSeq, snapshots, gap }: Run,
  { identifier, stream }: { identifier: string; stream: string },
): Promise<Batch> {
  const head: Omit<TrickleBody, 'snapshots'> = {
    identifier,
    stream,
    first_seq: firstSeq,
    ...(gap && { gap: { from: gap.from, to: gap.to, reason: gap.reason } }),
  };
  // The snapshots are JSON already; only the object around them is written here.
  const text = `${JSON.stringify(head).slice(0, -1)},"snapshots":[${snapshots.join(',')}]}`;
  return { firstSeq, lastSeq, body: await compress(text) };
}

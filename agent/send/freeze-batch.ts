import { constants, createGzip } from 'node:zlib';
import type { TrickleBody } from '../contract/trickle.ts';
import { findBun } from '../find-bun.ts';
import type { Run } from '../spool/spool.ts';

/** A batch as it goes over the wire, again and again until it is answered: the same bytes each time. */
export interface Batch {
  firstSeq: number;
  lastSeq: number;
  body: Buffer;
}

/**
 * What differs from snapshot to snapshot is single digits between what is the same: Z_FILTERED codes these as digits
 * where the default strategy takes short repetitions from anywhere, which is a tenth longer.
 */
const level = () => ({ level: 9, strategy: constants.Z_FILTERED });

/** Bytes; what is longer would hold a tick at the highest level. */
const LONG = 256 * 1024;

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
  const [first = '', ...others] = snapshots;
  const opening = `${JSON.stringify(head).slice(0, -1)},"snapshots":[${first}`;
  const rest = others.map((snapshot) => `,${snapshot}`).join('');
  return { firstSeq, lastSeq, body: await compress(opening, `${rest}]}`) };
}

/** The first snapshot has nothing before it to refer to: in a block of its own it does not spoil the code of the others. */
function compress(opening: string, rest: string): Promise<Buffer> | Buffer {
  const bun = findBun();
  if (bun) {
    // Its own, found by libdeflate: as short, and without the streams of node:zlib, which are 5 MB there.
    const text = Buffer.from(opening + rest);
    return Buffer.from(bun.gzipSync(text, { level: text.length <= LONG ? 12 : 9, library: 'libdeflate' }));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const gzip = createGzip(level());
    gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
    gzip.on('error', reject);
    gzip.on('end', () => resolve(Buffer.concat(chunks)));
    gzip.write(opening);
    gzip.flush(constants.Z_BLOCK, () => gzip.end(rest));
  });
}

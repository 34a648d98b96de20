import type { TrickleBody } from '#agent/contract/trickle.ts';
import { AppError } from '#server/errors.ts';

/** How far a stream is stored, and what its newest delivery was. */
export interface StreamMark {
  ackedThrough: number;
  lastFirstSeq: number | null;
  lastDigest: Buffer | null;
}

/**
 * How many snapshots at the head of a delivery are stored already, and whether the sender declared a hole before the
 * first.
 * @throws AppError SEQUENCE_GAP (`details.expected`) for a hole that was not declared, SEQUENCE_MISMATCH when the
 *   numbers are those of the newest delivery and the content is not
 */
export function findNewSnapshots(
  mark: StreamMark,
  { first_seq, snapshots, gap }: TrickleBody,
  digest: Buffer,
): { known: number; declaredGap: boolean } {
  const last = first_seq + snapshots.length - 1;
  const expected = mark.ackedThrough + 1;
  if (last <= mark.ackedThrough) {
    const sameNumbers = last === mark.ackedThrough && first_seq === mark.lastFirstSeq;
    if (sameNumbers && mark.lastDigest && !mark.lastDigest.equals(digest))
      throw new AppError(
        'SEQUENCE_MISMATCH',
        `Snapshots ${first_seq} to ${last} are stored already, with other content. Start a new stream.`,
        { first_seq, last_seq: last },
      );
    return { known: snapshots.length, declaredGap: false };
  }
  if (first_seq <= expected) return { known: expected - first_seq, declaredGap: false };
  if (!gap || gap.from > expected || gap.to < first_seq - 1)
    throw new AppError(
      'SEQUENCE_GAP',
      `Snapshot ${expected} comes next, not ${first_seq}. Send it, or declare the gap.`,
      { expected },
    );
  return { known: 0, declaredGap: true };
}

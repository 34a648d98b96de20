import type { Marks } from './marks.ts';
import type { Delivery, ReceivedSnapshot } from './parse-delivery.ts';
import { ReceiveError } from './receive-error.ts';

/** What of a delivery is new, and what its storing moves. */
export interface Placed {
  snapshots: readonly ReceivedSnapshot[];
  streams: Record<string, number>;
  times: number[];
  /** The stream's mark once this is stored; 0 without numbers. */
  ackedThrough: number;
}

/**
 * Holds a delivery against the marks. Numbers at or below the mark, and times of snapshots without numbers that are
 * stored, are dropped. Throws ReceiveError SEQUENCE_GAP (`details.expected`) for a hole that was not declared.
 */
export function placeDelivery(delivery: Delivery, marks: Marks): Placed {
  if (delivery.kind === 'measurements') {
    const snapshots = delivery.snapshots.filter(({ time }) => !marks.hasTime(time));
    return { snapshots, streams: {}, times: snapshots.map(({ time }) => time), ackedThrough: 0 };
  }
  const { stream, firstSeq, gap } = delivery;
  const mark = marks.ofStream(stream);
  const expected = mark + 1;
  const last = firstSeq + delivery.snapshots.length - 1;
  if (last <= mark) return { snapshots: [], streams: {}, times: [], ackedThrough: mark };
  if (firstSeq > expected && (!gap || gap.from > expected || gap.to < firstSeq - 1)) {
    throw new ReceiveError(
      409,
      'SEQUENCE_GAP',
      `Snapshot ${expected} comes next, not ${firstSeq}. Send it, or declare the gap.`,
      { expected },
    );
  }
  const known = Math.max(0, expected - firstSeq);
  return {
    snapshots: delivery.snapshots.slice(known),
    streams: { [stream]: last },
    times: [],
    ackedThrough: last,
  };
}

import { AppError } from '#server/errors.ts';
import type { AcceptedTimes } from '../csv/csv-table.ts';
import { addRow, type FaultList } from '../csv/fault-list.ts';
import type { ReadSnapshot } from './read-collection.ts';

const LISTED = 100;

/** Keeps account of the times of a collection. */
export interface TimeCheck {
  readonly snapshots: number;
  /** Snapshots out of the accepted range. */
  readonly outside: number;
  readonly first: number;
  readonly last: number;
  see(read: ReadSnapshot): void;
  /**
   * Adds those out of range to the faults.
   * @throws AppError TIMESTAMP_OUT_OF_RANGE when all are and nothing else is wrong
   */
  judge(faults: FaultList): void;
}

/** Begins an account against the accepted range, both ends of which (Unix ms) are accepted. */
export function createTimeCheck({ from, to }: AcceptedTimes): TimeCheck {
  const state = { snapshots: 0, outside: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const listed: { line: number; time: number }[] = [];
  return {
    get snapshots() {
      return state.snapshots;
    },
    get outside() {
      return state.outside;
    },
    get first() {
      return state.first;
    },
    get last() {
      return state.last;
    },
    see({ snapshot: { time }, line }) {
      state.snapshots += 1;
      state.first = Math.min(state.first, time);
      state.last = Math.max(state.last, time);
      if (time >= from && time <= to) return;
      state.outside += 1;
      if (listed.length < LISTED) listed.push({ line, time });
    },
    judge(faults) {
      const { outside, snapshots, first, last } = state;
      if (outside === 0) return;
      if (outside === snapshots && faults.rows_bad === 0)
        throw allOutside({ first, last, from, to, outside });
      const reason = 'timestamp_out_of_range';
      const total = faults.rows_total;
      for (const { line, time } of listed)
        addRow(faults, line, [{ column: 'timestamp', value: String(time / 1000), reason }]);
      // The lines were counted when they were read, and those not listed count as well.
      faults.rows_total = total;
      faults.rows_bad += outside - listed.length;
      faults.by_reason[reason] = outside;
    },
  };
}

function allOutside(found: {
  first: number;
  last: number;
  from: number;
  to: number;
  outside: number;
}): AppError {
  const iso = (time: number) => new Date(time).toISOString();
  const accepted = { from: iso(found.from), to: iso(found.to) };
  return new AppError(
    'TIMESTAMP_OUT_OF_RANGE',
    `All times in the collection lie outside of what is accepted, ${accepted.from} to ${accepted.to}. Check the clock, or have the accepted age raised.`,
    { first: iso(found.first), last: iso(found.last), accepted, rows: found.outside },
  );
}

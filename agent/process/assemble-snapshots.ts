import { checkRecord } from '../contract/check-record.ts';
import type { CollectionRecord } from '../contract/record.ts';
import { addRecord } from '../procfs/add-record.ts';
import { ProcfsError } from '../procfs/procfs-error.ts';
import type { Snapshot } from '../procfs/snapshot.ts';

export interface Assembler {
  /** Takes a line; null stands for one too long to be a record. Answers what is wrong with it, or null. */
  line(text: string | null): string | null;
  /** Hands over the last snapshot. */
  end(): void;
}

/**
 * Puts records of the same time in a row together to snapshots. A damaged record is left out of its snapshot; one of
 * a subsystem that is not read is passed over, whatever its time.
 */
export function assembleSnapshots(onSnapshot: (snapshot: Snapshot) => void): Assembler {
  let current: Snapshot | null = null;
  const end = (): void => {
    const whole = current;
    current = null;
    if (whole) onSnapshot(whole);
  };
  return {
    line(text) {
      if (text === null) return 'longer than any record';
      if (text.trim() === '') return null;
      const record = parseRecord(text);
      if (typeof record === 'string') return record;
      const time = record.timestamp * 1000 + (record.ms ?? 0);
      const snapshot: Snapshot = current?.time === time ? current : { time };
      try {
        if (!addRecord(snapshot, record)) return null;
      } catch (error) {
        if (error instanceof ProcfsError) return error.message;
        throw error;
      }
      if (snapshot !== current) end();
      current = snapshot;
      return null;
    },
    end,
  };
}

function parseRecord(text: string): CollectionRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON, or cut off';
  }
  const fault = checkRecord(value);
  return fault ?? (value as CollectionRecord);
}

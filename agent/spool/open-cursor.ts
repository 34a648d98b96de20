import { closeSync, constants, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { checkRecord } from './check-record.ts';
import { encodeRecord, RECORD_HEAD } from './encode-record.ts';

/** How far delivery is. All numbers as in the records, not as sent. */
export interface CursorState {
  stream: string;
  base: number;
  ackedThrough: number;
  /** Numbers up to here were given out, on disk or not. */
  usedThrough: number;
  /** The batch that may be on its way: after a restart the same is sent, cut at the same places. */
  pending: PendingBatch | null;
}

export interface PendingBatch {
  first: number;
  last: number;
  gap: { from: number; to: number; reason: string } | null;
}

export interface Cursor {
  /** As found at the start; null when there was none, or none that is whole. */
  found: CursorState | null;
  /** False when it could not be written. With `sync` only after it is on the disk. */
  write(state: CursorState, sync: boolean): boolean;
  close(): void;
}

const SLOT_BYTES = 4096;

/**
 * The cursor file: two slots written in turn and in place, so that a write that is cut short leaves the other one whole,
 * and a full disk takes it too. It is a hint only: without it the oldest in the spool is sent again, and the server
 * drops what it has. So it is written through to the disk only when asked to.
 */
export function openCursor(path: string): Cursor {
  const slots = readSlots(path);
  let generation = slots[0]?.generation ?? 0;
  let descriptor: number | null = null;

  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  return {
    found: slots[0]?.state ?? null,
    write(state, sync) {
      try {
        // Not truncated: the place on the disk that it has it keeps, whatever room there is.
        descriptor ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
        generation += 1;
        const record = encodeRecord(generation, Buffer.from(JSON.stringify(state)));
        if (record.length > SLOT_BYTES) return false;
        // Whole slots, so that both have their place after two writes.
        const slot = Buffer.alloc(SLOT_BYTES);
        slot.set(record);
        const written = writeSync(descriptor, slot, 0, SLOT_BYTES, (generation % 2) * SLOT_BYTES);
        if (sync) fdatasyncSync(descriptor);
        return written === SLOT_BYTES;
      } catch {
        close();
        return false;
      }
    },
    close,
  };
}

/** The whole slots, newest first. */
function readSlots(path: string): { generation: number; state: CursorState }[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return [];
  }
  return [0, SLOT_BYTES]
    .flatMap((start) => {
      const slot = bytes.subarray(start, start + SLOT_BYTES);
      const record = checkRecord(slot, 0);
      if (!record) return [];
      const state = JSON.parse(slot.toString('utf8', RECORD_HEAD, record.end)) as CursorState;
      return [{ generation: record.seq, state }];
    })
    .sort((a, b) => b.generation - a.generation);
}

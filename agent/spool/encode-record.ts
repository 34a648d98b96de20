import { crc32c } from './crc32c.ts';

/** Bytes before the payload: length u32, CRC-32C u32, number u48 and two bytes of zero, all little-endian. */
export const RECORD_HEAD = 16;
const CHECKED_FROM = 8;

/** A record as it lies in the spool: length of the payload | CRC-32C of number and payload | number | payload. */
export function encodeRecord(seq: number, payload: Uint8Array): Buffer {
  const record = Buffer.alloc(RECORD_HEAD + payload.length);
  record.writeUInt32LE(payload.length, 0);
  record.writeUIntLE(seq, CHECKED_FROM, 6);
  record.set(payload, RECORD_HEAD);
  record.writeUInt32LE(crc32c(record, CHECKED_FROM), 4);
  return record;
}

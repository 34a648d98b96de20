import { inflateRawSync } from 'node:zlib';
import { COMPRESSED } from './encode-snapshot.ts';

/** The JSON of a snapshot from the payload of a record. Throws when it was compressed and is not what deflate writes. */
export function decodeSnapshot(payload: Buffer): string {
  return payload[0] === COMPRESSED ? inflateRawSync(payload.subarray(1)).toString() : payload.toString();
}

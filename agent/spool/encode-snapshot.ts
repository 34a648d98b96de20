import { deflateRawSync } from 'node:zlib';

/** First byte of a compressed payload; one that is not compressed starts with the brace of its JSON. */
export const COMPRESSED = 0x01;

/**
 * The JSON of a snapshot as payload of a record: as it is, or deflated to a third (8 KB to 2.6 KB of a host with 2 CPUs,
 * for 0.1 ms). Either way exactly the same text comes back.
 */
export function encodeSnapshot(json: string, compressed: boolean): Buffer {
  const text = Buffer.from(json);
  return compressed ? Buffer.concat([Buffer.of(COMPRESSED), deflateRawSync(text, { level: 1 })]) : text;
}

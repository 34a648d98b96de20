import { gzipSync } from 'node:zlib';

/** RFC 1952: ID1, ID2, CM, FLG, MTIME (4), XFL, OS. */
const HEADER = 10;
const FLAGS = 3;
const FEXTRA = 4;
/** XLEN, then our subfield: SI1, SI2, LEN, and the length of the whole member as 32 bits. */
const EXTRA = 10;

/** A tick has some 10 kB: a larger window finds nothing more, and each packing takes its memory anew. */
const SMALL = { windowBits: 14, memLevel: 6, chunkSize: 4096 };

/** Bytes at the start of a member that memberLength needs. */
export const MEMBER_HEADER = HEADER + EXTRA;

/**
 * Data as a gzip member of its own, which any reader of gzip takes; members one behind the other are one file. As in
 * BGZF a member says in an extra field how long it is, so that the end of the whole ones is found without unpacking.
 */
export function gzipMember(data: Buffer): Buffer {
  const plain = gzipSync(data, SMALL);
  const extra = Buffer.alloc(EXTRA);
  extra.writeUInt16LE(EXTRA - 2, 0);
  extra.write('PA', 2, 'latin1');
  extra.writeUInt16LE(4, 4);
  extra.writeUInt32LE(plain.length + EXTRA, 6);
  const member = Buffer.concat([plain.subarray(0, HEADER), extra, plain.subarray(HEADER)]);
  member.writeUInt8(FEXTRA, FLAGS);
  return member;
}

/** The length of a member by its first MEMBER_HEADER bytes; null when it is none of ours. */
export function memberLength(header: Buffer): number | null {
  const isOurs =
    header.length >= MEMBER_HEADER &&
    header.readUInt32LE(0) === 0x04088b1f &&
    header.readUInt16LE(HEADER) === EXTRA - 2 &&
    header.toString('latin1', HEADER + 2, HEADER + 4) === 'PA';
  return isOurs ? header.readUInt32LE(HEADER + 6) : null;
}

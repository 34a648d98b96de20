/** Castagnoli's polynomial, bits reversed (RFC 3720 §12.1). node:zlib's crc32 is another one. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** Table k gives the effect of a byte that k more bytes follow, so that eight are taken at a time ("slicing by 8"). */
const TABLES = Array.from({ length: SLICES }, () => new Uint32Array(256));

for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let k = 0; k < SLICES; k += 1) {
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    table(k)[byte] = crc;
  }
}

const [T0, T1, T2, T3, T4, T5, T6, T7] = [0, 1, 2, 3, 4, 5, 6, 7].map(table) as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

/** CRC-32C of `bytes` from `start` up to `end`, as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffffffff;
  let at = start;
  // Eight bytes as two little-endian words; an index beyond the array cannot happen, `| 0` is for the compiler.
  for (const last = end - SLICES; at <= last; at += SLICES) {
    crc ^=
      byteAt(bytes, at) |
      (byteAt(bytes, at + 1) << 8) |
      (byteAt(bytes, at + 2) << 16) |
      (byteAt(bytes, at + 3) << 24);
    crc =
      byteAt(T7, crc & 0xff) ^
      byteAt(T6, (crc >>> 8) & 0xff) ^
      byteAt(T5, (crc >>> 16) & 0xff) ^
      byteAt(T4, crc >>> 24) ^
      byteAt(T3, byteAt(bytes, at + 4)) ^
      byteAt(T2, byteAt(bytes, at + 5)) ^
      byteAt(T1, byteAt(bytes, at + 6)) ^
      byteAt(T0, byteAt(bytes, at + 7));
  }
  for (; at < end; at += 1) crc = (crc >>> 8) ^ byteAt(T0, (crc ^ byteAt(bytes, at)) & 0xff);
  return ~crc >>> 0;
}

function byteAt(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}

function table(k: number): Uint32Array {
  return TABLES[k] as Uint32Array;
}

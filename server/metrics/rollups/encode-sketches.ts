import { constants, zstdCompressSync } from 'node:zlib';

/** Values of one metric by bucket (see sketch-scale), ascending. */
export interface Buckets {
  zeros: number;
  keys: number[];
  counts: number[];
}

/**
 * The buckets of a row's metrics, in the order of its list, as bytes: per metric the number of zeros and of buckets,
 * the keys as distances and the counts, all as variable-length integers, then zstd. DDSketch's own protobuf form takes
 * eight bytes for each bucket between the lowest and the highest.
 */
export function encodeSketches(metrics: readonly Buckets[]): Buffer {
  const bytes: number[] = [];
  for (const { zeros, keys, counts } of metrics) {
    put(bytes, zeros);
    put(bytes, keys.length);
    let before = 0;
    keys.forEach((key, index) => {
      // The first may be below zero: its sign goes into the lowest bit.
      put(bytes, index === 0 ? (key < 0 ? -2 * key - 1 : 2 * key) : key - before);
      before = key;
    });
    for (const count of counts) put(bytes, count);
  }
  return zstdCompressSync(Buffer.from(bytes), { params: { [constants.ZSTD_c_compressionLevel]: 9 } });
}

/** LEB128. */
function put(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

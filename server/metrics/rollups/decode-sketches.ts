import { zstdDecompressSync } from 'node:zlib';
import type { Buckets } from './encode-sketches.ts';

/**
 * What encodeSketches made bytes of, for `count` metrics; those that are not `wanted` (by place in the list) are
 * skipped and come back empty.
 */
export function decodeSketches(
  data: Uint8Array,
  count: number,
  wanted: (index: number) => boolean = () => true,
): Buckets[] {
  const bytes = zstdDecompressSync(data);
  let at = 0;
  const take = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const skip = (values: number): void => {
    for (let left = values; left > 0; at += 1) if ((bytes[at] ?? 0) < 128) left -= 1;
  };
  return Array.from({ length: count }, (_, index) => {
    const zeros = take();
    const length = take();
    if (!wanted(index)) {
      skip(2 * length);
      return { zeros: 0, keys: [], counts: [] };
    }
    let key = 0;
    const keys = Array.from({ length }, (_, place) => {
      const step = take();
      key = place > 0 ? key + step : step % 2 === 1 ? -(step + 1) / 2 : step / 2;
      return key;
    });
    return { zeros, keys, counts: Array.from({ length }, take) };
  });
}

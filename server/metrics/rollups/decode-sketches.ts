import { zstdDecompressSync } from 'node:zlib';
import type { Buckets } from './encode-sketches.ts';

/** What encodeSketches made bytes of, for `count` metrics. */
export function decodeSketches(data: Uint8Array, count: number): Buckets[] {
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
  return Array.from({ length: count }, () => {
    const zeros = take();
    const length = take();
    let key = 0;
    const keys = Array.from({ length }, (_, index) => {
      const step = take();
      key = index > 0 ? key + step : step % 2 === 1 ? -(step + 1) / 2 : step / 2;
      return key;
    });
    return { zeros, keys, counts: Array.from({ length }, take) };
  });
}

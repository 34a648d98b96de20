/** Frames a PDF can hold: baseline, extended and progressive, all by Huffman. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const END = 0xd9;
const SCAN = 0xda;
const WITHOUT_LENGTH = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * Size of a JPEG in pixels, from its frame (ITU-T T.81, annex B), when its segments are whole, it has a scan and its
 * end is there. Null when anything is amiss.
 */
export function readJpegSize(bytes: Buffer): { width: number; height: number } | null {
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || WITHOUT_LENGTH(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === END) return null;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (FRAMES.has(marker)) size = frameOf(bytes.subarray(at + 4, at + 2 + length));
    // From the first scan on only the end is looked for: a file that was cut off has none.
    if (marker === SCAN)
      return size !== null && bytes.lastIndexOf(Buffer.from([0xff, END])) > at ? size : null;
    at += 2 + length;
  }
  return null;
}

function frameOf(segment: Buffer): { width: number; height: number } | null {
  if (segment.length < 6) return null;
  const [height, width, components] = [segment.readUInt16BE(1), segment.readUInt16BE(3), segment[5] ?? 0];
  return height > 0 && width > 0 && [1, 3, 4].includes(components) ? { width, height } : null;
}

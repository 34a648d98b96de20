import { crc32, inflateSync } from 'node:zlib';

/** Samples per pixel of each colour type. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  width: number;
  height: number;
  bits: number;
  colour: number;
  interlaced: boolean;
}

/**
 * Size of a PNG in pixels, after a look at all of it: every chunk whole and with its check sum, the pixels unpacked
 * and as many as there should be (PNG specification, 3rd edition). Null when anything is amiss.
 * @param largest edge in pixels; pixels of a larger image are not unpacked
 */
export function readPngSize(bytes: Buffer, largest: number): { width: number; height: number } | null {
  let header: Header | null = null;
  let hasPalette = false;
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, end - 4);
    if (header === null && type !== 'IHDR') return null;
    if (type === 'IHDR') header = headerOf(data);
    if (header === null) return null;
    if (type === 'PLTE') hasPalette = true;
    if (type === 'IDAT') packed.push(data);
    if (type === 'IEND') {
      if (header.colour === 3 && !hasPalette) return null;
      return isComplete(header, Buffer.concat(packed), largest)
        ? { width: header.width, height: header.height }
        : null;
    }
    at = end;
  }
  return null;
}

function headerOf(data: Buffer): Header | null {
  if (data.length !== 13) return null;
  const [bits = 0, colour = -1] = data.subarray(8, 10);
  const header = {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    bits,
    colour,
    interlaced: data[12] === 1,
  };
  const isKnown = [1, 2, 4, 8, 16].includes(bits) && colour in CHANNELS;
  return header.width > 0 && header.height > 0 && isKnown ? header : null;
}

/** Whether the packed pixels unpack to as many as the header says. Those of an interlaced image are a little more. */
function isComplete(
  { width, height, bits, colour, interlaced }: Header,
  packed: Buffer,
  largest: number,
): boolean {
  // Too large an image is refused for its size, not unpacked to find out about the rest.
  if (width > largest || height > largest) return true;
  const expected = height * (1 + Math.ceil((width * bits * (CHANNELS[colour] ?? 1)) / 8));
  try {
    const { length } = inflateSync(packed, { maxOutputLength: expected * 2 + 64 * height + 4096 });
    return interlaced ? length >= expected - height : length >= expected;
  } catch {
    return false;
  }
}

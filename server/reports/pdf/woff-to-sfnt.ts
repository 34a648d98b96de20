import { inflateSync } from 'node:zlib';

const HEADER = { woff: 44, sfnt: 12 } as const;
const ENTRY = { woff: 20, sfnt: 16 } as const;

/**
 * A font out of its WOFF wrapping (WOFF File Format 1.0, W3C): the same tables, unpacked. The renderer reads WOFF too,
 * but unpacks a table again for every glyph it takes from it.
 */
export function woffToSfnt(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(HEADER.sfnt + ENTRY.sfnt * count);
  const power = Math.floor(Math.log2(count));
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (count - 2 ** power), 10);
  const parts = [directory];
  let offset = directory.length;
  for (let at = 0; at < count; at += 1) {
    const entry = HEADER.woff + ENTRY.woff * at;
    const start = woff.readUInt32BE(entry + 4);
    const packedLength = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const packed = woff.subarray(start, start + packedLength);
    const table = packedLength < length ? inflateSync(packed) : packed;
    // Tables begin at multiples of four.
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    const place = HEADER.sfnt + ENTRY.sfnt * at;
    woff.copy(directory, place, entry, entry + 4);
    directory.writeUInt32BE(woff.readUInt32BE(entry + 16), place + 4);
    directory.writeUInt32BE(offset, place + 8);
    directory.writeUInt32BE(length, place + 12);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

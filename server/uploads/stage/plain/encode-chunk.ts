import { binary, i32, i64, list, struct, type ThriftValue, varint } from './compact-thrift.ts';
import type { HeldNumbers, HeldTexts } from './held-rows.ts';
import type { PackedNumbers } from './pack-numbers.ts';

/** Numbers of the Parquet format. */
const PLAIN = 0;
const RLE = 3;
const RLE_DICTIONARY = 8;
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];
const UNCOMPRESSED = 0;
export const PHYSICAL = { INT32: 1, INT64: 2, DOUBLE: 5, BYTE_ARRAY: 6 } as const;

/** The cells of one column in some rows, as they stand in a Parquet file; `bytes` may be views of what is held. */
export interface Chunk {
  bytes: Uint8Array[];
  length: number;
  /** What the footer says of it when it begins at `offset`. */
  describedAt: (offset: number) => ThriftValue;
}

interface Page {
  bytes: Uint8Array[];
  length: number;
}

/** Numbers as they are in memory, and a bit for each row whether it has one. */
export function encodeNumbers(
  name: string,
  { column, packed, rows }: { column: HeldNumbers; packed: PackedNumbers; rows: number },
): Chunk {
  const { count, valid } = column;
  const groups = Math.ceil(rows / 8);
  const levels =
    count === rows
      ? Uint8Array.from([...varint(rows * 2), 1])
      : Buffer.concat([Uint8Array.from(varint(groups * 2 + 1)), valid.subarray(0, groups)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(levels.length);
  const page = encodePage(DATA_PAGE, [size, levels, packed.bytes], dataHeader(rows, PLAIN));
  const type = PHYSICAL[packed.physical];
  return describeChunk({ name, type, rows, encodings: [PLAIN, RLE], pages: [page] });
}

/** Each text once, and for each run of rows with the same one its place. */
export function encodeTexts(name: string, { names, cells }: HeldTexts, rows: number): Chunk {
  const texts = names.flatMap((text) => {
    const bytes = Buffer.from(text);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bytes.length);
    return [size, bytes];
  });
  const counted = struct({ 1: i32(names.length), 2: i32(PLAIN) });
  const dictionary = encodePage(DICTIONARY_PAGE, texts, { 7: counted });
  const width = Math.max(1, Math.ceil(Math.log2(names.length)));
  const runs = [width];
  for (let row = 0; row < rows; ) {
    const place = cells[row] ?? 0;
    let end = row + 1;
    while (end < rows && cells[end] === place) end += 1;
    for (const byte of varint((end - row) * 2)) runs.push(byte);
    for (let shift = 0; shift < width; shift += 8) runs.push((place >> shift) & 0xff);
    row = end;
  }
  const page = encodePage(DATA_PAGE, [Uint8Array.from(runs)], dataHeader(rows, RLE_DICTIONARY));
  return describeChunk({
    name,
    type: PHYSICAL.BYTE_ARRAY,
    rows,
    encodings: [PLAIN, RLE, RLE_DICTIONARY],
    pages: [dictionary, page],
  });
}

const dataHeader = (rows: number, encoding: number) => ({
  5: struct({ 1: i32(rows), 2: i32(encoding), 3: i32(RLE), 4: i32(RLE) }),
});

function encodePage(type: number, parts: Uint8Array[], header: Record<number, ThriftValue>): Page {
  const size = lengthOf(parts);
  const head = Uint8Array.from(struct({ 1: i32(type), 2: i32(size), 3: i32(size), ...header }).bytes);
  return { bytes: [head, ...parts], length: head.length + size };
}

function describeChunk(chunk: {
  name: string;
  type: number;
  rows: number;
  encodings: readonly number[];
  pages: readonly Page[];
}): Chunk {
  const { name, type, rows, encodings, pages } = chunk;
  const length = pages.reduce((sum, page) => sum + page.length, 0);
  const [first] = pages;
  const ahead = pages.length > 1 && first ? first.length : 0;
  return {
    bytes: pages.flatMap(({ bytes }) => bytes),
    length,
    describedAt: (offset) =>
      struct({
        2: i64(offset),
        3: struct({
          1: i32(type),
          2: list(encodings.map(i32)),
          3: list([binary(name)]),
          4: i32(UNCOMPRESSED),
          5: i64(rows),
          6: i64(length),
          7: i64(length),
          9: i64(offset + ahead),
          ...(ahead > 0 && { 11: i64(offset) }),
        }),
      }),
  };
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

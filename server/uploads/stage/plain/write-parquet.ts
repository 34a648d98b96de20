import { open } from 'node:fs/promises';
import { binary, i32, i64, list, struct } from './compact-thrift.ts';
import { encodeNumbers, encodeTexts, PHYSICAL } from './encode-chunk.ts';
import type { HeldRows } from './held-rows.ts';
import { type PackedNumbers, packNumbers } from './pack-numbers.ts';

const MAGIC = Buffer.from('PAR1');
const VERSION = 1;
const [REQUIRED, OPTIONAL] = [0, 1];
const [UTF8, DECIMAL] = [0, 5];

/**
 * Writes rows as a Parquet file in its plainest form, one row group, nothing compressed: the fastest way to hand numbers
 * over to DuckDB without work on the event loop. Numbers come first, then texts. The numbers held are used up.
 * @param name names the columns by their place in the rows
 */
export async function writeParquet(
  path: string,
  { rows, numbers, texts }: HeldRows,
  name: (index: number) => string,
): Promise<void> {
  const columnsOfNumbers = numbers.map((column) => ({ column, packed: packNumbers(column) }));
  const chunks = [
    ...columnsOfNumbers.map((one) => encodeNumbers(name(one.column.index), { ...one, rows })),
    ...texts.map((column) => encodeTexts(name(column.index), column, rows)),
  ];
  let offset = MAGIC.length;
  const columns = chunks.map(({ describedAt, length }) => {
    offset += length;
    return describedAt(offset - length);
  });
  const schema = [
    struct({ 4: binary('schema'), 5: i32(chunks.length) }),
    ...columnsOfNumbers.map(({ column, packed }) => describeNumbers(name(column.index), packed)),
    ...texts.map(({ index }) =>
      struct({ 1: i32(PHYSICAL.BYTE_ARRAY), 3: i32(REQUIRED), 4: binary(name(index)), 6: i32(UTF8) }),
    ),
  ];
  const group = struct({ 1: list(columns), 2: i64(offset - MAGIC.length), 3: i64(rows) });
  const footer = struct({ 1: i32(VERSION), 2: list(schema), 3: i64(rows), 4: list([group]) });
  const size = Buffer.alloc(4);
  size.writeUInt32LE(footer.bytes.length);
  const parts = [MAGIC, ...chunks.flatMap(({ bytes }) => bytes), Uint8Array.from(footer.bytes), size, MAGIC];
  const file = await open(path, 'wx', 0o600);
  try {
    for (const part of parts) await file.appendFile(part);
  } finally {
    await file.close();
  }
}

const describeNumbers = (name: string, { physical, decimal }: PackedNumbers) =>
  struct({
    1: i32(PHYSICAL[physical]),
    3: i32(OPTIONAL),
    4: binary(name),
    ...(decimal && { 6: i32(DECIMAL), 7: i32(decimal.scale), 8: i32(decimal.precision) }),
  });

import { open } from 'node:fs/promises';
import { binary, i32, i64, list, struct, type ThriftValue } from './compact-thrift.ts';
import { BYTE_ARRAY, type Chunk, DOUBLE, encodeNumbers, encodeTexts } from './encode-chunk.ts';
import type { HeldRows } from './held-rows.ts';

const MAGIC = Buffer.from('PAR1');
const VERSION = 1;
const [REQUIRED, OPTIONAL] = [0, 1];
const UTF8 = 0;

/** A Parquet file that is written row group by row group. */
export interface ParquetFile {
  write(held: HeldRows): Promise<void>;
  /** Completes the file, which is not one before. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes a Parquet file in its plainest form, nothing compressed: the fastest way to hand numbers over to DuckDB, which
 * reads it in all its threads. Numbers come first, then texts.
 * @param name names the columns by their place in the rows
 */
export async function openParquet(path: string, name: (index: number) => string): Promise<ParquetFile> {
  const file = await open(path, 'wx', 0o600);
  const groups: ThriftValue[] = [];
  let schema: ThriftValue[] = [];
  let offset = 0;
  let total = 0;
  const append = async (parts: readonly Uint8Array[]) => {
    for (const part of parts) {
      await file.appendFile(part);
      offset += part.length;
    }
  };
  await append([MAGIC]);
  return {
    async write({ rows, numbers, texts }) {
      const chunks = [
        ...numbers.map((column) => encodeNumbers(name(column.index), column, rows)),
        ...texts.map((column) => encodeTexts(name(column.index), column, rows)),
      ];
      schema = [
        struct({ 4: binary('schema'), 5: i32(chunks.length) }),
        ...numbers.map(({ index }) => struct({ 1: i32(DOUBLE), 3: i32(OPTIONAL), 4: binary(name(index)) })),
        ...texts.map(({ index }) =>
          struct({ 1: i32(BYTE_ARRAY), 3: i32(REQUIRED), 4: binary(name(index)), 6: i32(UTF8) }),
        ),
      ];
      groups.push(describeGroup(chunks, rows, offset));
      total += rows;
      await append(chunks.flatMap(({ bytes }) => bytes));
    },
    async finish() {
      const footer = struct({ 1: i32(VERSION), 2: list(schema), 3: i64(total), 4: list(groups) });
      const size = Buffer.alloc(4);
      size.writeUInt32LE(footer.bytes.length);
      await append([Uint8Array.from(footer.bytes), size, MAGIC]);
    },
    close: () => file.close(),
  };
}

function describeGroup(chunks: readonly Chunk[], rows: number, start: number): ThriftValue {
  let offset = start;
  const columns = chunks.map(({ describedAt, length }) => {
    offset += length;
    return describedAt(offset - length);
  });
  return struct({ 1: list(columns), 2: i64(offset - start), 3: i64(rows) });
}

import { open } from 'node:fs/promises';
import { LineTooLong, wholeLines } from '../text/whole-lines.ts';
import { createHeldRows, emptyHeldRows, HELD_ROWS, type HeldNumbers, type PlainKind } from './held-rows.ts';
import { packedType } from './pack-numbers.ts';
import { createPlainParser } from './parse-plain.ts';
import { writeParquet } from './write-parquet.ts';

const NEWLINE = 0x0a;

/** What the digits of a column's numbers tell. */
export interface DigitFacts {
  /** Decimals that the values need. */
  decimals: number;
  /** Largest absolute value; null: there is none. */
  largest: number | null;
  minusZero: boolean;
}

/**
 * Turns a CSV in its plainest form (see createPlainParser) into Parquet files, which DuckDB takes in while the next one
 * is made: 0.5 s of a CPU for 100 MB. It also learns what DuckDB would have to look for in all values: ragged rows, and
 * what their digits need. Between pieces others have their turn.
 * @param input.skip lines before the first row
 * @param input.kinds of the columns, which every row has
 * @param input.name names the columns by their place
 * @param input.take gets one file after the other, in the order of the rows, while the next one is made, and the types
 *   of its numbers by place; those of narrow columns get wider from file to file
 * @returns by place of a column of numbers, what was seen; null: the file is not plain, and what was given is void
 */
export async function plainToParquet(
  path: string,
  input: {
    separator: string;
    skip: number;
    kinds: readonly PlainKind[];
    longestLine: number;
    name: (index: number) => string;
    take: (path: string, types: ReadonlyMap<number, string>) => Promise<void>;
    onBytes: (bytes: number) => void;
  },
): Promise<ReadonlyMap<number, DigitFacts> | null> {
  const { separator, skip, kinds, longestLine, name, take, onBytes } = input;
  const held = createHeldRows(kinds);
  const parse = createPlainParser(held, { separator, width: kinds.length });
  let taking: Promise<void> = Promise.resolve();
  let files = 0;
  const pass = async () => {
    held.numbers.forEach(noteLargest);
    files += 1;
    const file = `${path}.${files}.parquet`;
    const types = new Map(held.numbers.map((column) => [column.index, packedType(column)]));
    await writeParquet(file, held, name);
    emptyHeldRows(held);
    await taking;
    taking = take(file, types);
    // Heard by the next; until then it must not count as unhandled.
    taking.catch(() => {});
  };
  const source = await open(path);
  let skipped = 0;
  try {
    for await (const { lines, offset } of wholeLines(source, longestLine)) {
      let at = 0;
      for (; skipped < skip && at < lines.length; skipped += 1) at = endOfLine(lines, at);
      const whole = lines.at(-1) === NEWLINE ? lines : Buffer.concat([lines, Buffer.of(NEWLINE)]);
      while (at < whole.length) {
        at = parse(whole, at);
        if (at < 0) return null;
        if (held.rows === HELD_ROWS) await pass();
      }
      onBytes(offset + lines.length);
    }
    if (held.rows > 0) await pass();
    await taking;
  } catch (error) {
    if (error instanceof LineTooLong) return null;
    throw error;
  } finally {
    await source.close();
    // It must rest before the caller goes on, whatever became of it.
    await taking.catch(() => {});
  }
  if (files === 0) return null;
  return new Map(
    held.numbers.map(({ index, decimals, largest, minusZero, seen }) => [
      index,
      { decimals, largest: seen ? largest : null, minusZero },
    ]),
  );
}

const endOfLine = (lines: Buffer, from: number): number => {
  const end = lines.indexOf(NEWLINE, from);
  return end < 0 ? lines.length : end + 1;
};

function noteLargest(column: HeldNumbers): void {
  const { values, count } = column;
  let { largest } = column;
  // By place: an iterator takes ten times as long.
  for (let at = 0; at < count; at += 1) largest = Math.max(largest, Math.abs(values[at] ?? 0));
  column.largest = largest;
  column.seen ||= count > 0;
}

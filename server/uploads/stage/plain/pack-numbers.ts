import { MOST_DECIMALS, narrowestType } from '#server/metrics/segments/narrowest-type.ts';
import type { HeldNumbers } from './held-rows.ts';

/** How a column of numbers stands in a Parquet file. */
export interface PackedNumbers {
  /** The same as DuckDB calls it. */
  type: string;
  physical: 'INT32' | 'INT64' | 'DOUBLE';
  /** Of a DECIMAL: digits, and how many of them are behind the point. */
  decimal: { precision: number; scale: number } | null;
  bytes: Uint8Array;
}

const TWO_32 = 2 ** 32;

/** The type of a column's numbers, for all rows since the file began; INTEGER as long as there is none. */
export function packedType({ kind, seen, minusZero, decimals, largest }: HeldNumbers): string {
  if (kind !== 'narrow') return 'DOUBLE';
  return seen ? narrowestType(minusZero ? MOST_DECIMALS + 1 : decimals, largest) : 'INTEGER';
}

/**
 * The numbers as bytes of their type. Whole numbers are put in the place of the doubles, which are gone then: a number of
 * up to 15 digits times a power of ten is less than a quarter away from the whole number that it stands for.
 */
export function packNumbers(column: HeldNumbers): PackedNumbers {
  const { values, count } = column;
  const type = packedType(column);
  const bytes = (each: number) => new Uint8Array(values.buffer, values.byteOffset, count * each);
  if (type === 'DOUBLE') return { type, physical: 'DOUBLE', decimal: null, bytes: bytes(8) };
  const [, precision, scale] = /^DECIMAL\((\d+), (\d+)\)$/.exec(type) ?? [];
  const decimal = precision === undefined ? null : { precision: Number(precision), scale: Number(scale) };
  const factor = 10 ** (decimal?.scale ?? 0);
  if (type === 'INTEGER' || decimal?.precision === 9) {
    const halves = new Int32Array(values.buffer, values.byteOffset, count);
    for (let at = 0; at < count; at += 1) halves[at] = Math.round((values[at] as number) * factor);
    return { type, physical: 'INT32', decimal, bytes: bytes(4) };
  }
  const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * count);
  for (let at = 0; at < count; at += 1) {
    const whole = Math.round((values[at] as number) * factor);
    const high = Math.floor(whole / TWO_32);
    halves[2 * at] = whole - high * TWO_32;
    halves[2 * at + 1] = high;
  }
  return { type, physical: 'INT64', decimal, bytes: bytes(8) };
}

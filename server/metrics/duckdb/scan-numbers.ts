import {
  type DuckDBConnection,
  DuckDBDecimal32Vector,
  DuckDBDecimalType,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBVector,
} from '@duckdb/node-api';
import { quoteName } from './quote-name.ts';

/** Some rows of a column: each value is an item over the column's divisor. */
export interface NumberPart {
  /** Place of the column in `names`. */
  column: number;
  items: Float64Array | Int32Array;
  /** The items that stand for null, ascending. */
  nulls: readonly number[];
  /** The row of the first item. */
  at: number;
}

/** Decimals of more digits are 64 bits wide, which JavaScript reads slowly. */
const MOST_DIGITS = 9;
const FEWEST_DIGITS = 5;

/**
 * Hands over columns of numbers part by part, in the order of the rows; while one part is taken, DuckDB is at the next.
 * Integers and short decimals come as they are stored: to make DOUBLE of them first takes as long again.
 * @param from what follows SELECT
 * @returns the divisor of each column, a power of ten
 */
export async function scanNumbers(
  connection: DuckDBConnection,
  { names, from }: { names: readonly string[]; from: string },
  take: (part: NumberPart) => void,
): Promise<number[]> {
  const quoted = names.map(quoteName);
  const layout = await connection.run(`SELECT ${quoted.join(', ')} ${from} LIMIT 0`);
  const columns = quoted.map((name, column) =>
    isNarrow(layout.columnType(column)) ? name : `${name}::DOUBLE`,
  );
  const result = await connection.stream(`SELECT ${columns.join(', ')} ${from}`);
  let at = 0;
  let next = result.fetchChunk();
  try {
    for (let chunk = await next; chunk && chunk.rowCount > 0; chunk = await next) {
      next = result.fetchChunk();
      for (let column = 0; column < columns.length; column += 1) {
        const vector = chunk.getColumnVector(column);
        take({ column, items: itemsOf(vector), nulls: nullsOf(vector), at });
      }
      at += chunk.rowCount;
    }
  } finally {
    // The connection must not be closed under it.
    await next.catch(() => null);
  }
  return result.columnTypes().map((type) => (type instanceof DuckDBDecimalType ? 10 ** type.scale : 1));
}

const isNarrow = (type: DuckDBType): boolean =>
  type.typeId === DuckDBTypeId.INTEGER ||
  (type instanceof DuckDBDecimalType && type.width >= FEWEST_DIGITS && type.width <= MOST_DIGITS);

// Private in their types; value by value, which is not, takes ten times as long.
// biome-ignore-start lint/complexity/useLiteralKeys: the only way TypeScript lets a private field be read

function itemsOf(vector: DuckDBVector): Float64Array | Int32Array {
  if (vector instanceof DuckDBDoubleVector) return vector['items'];
  if (vector instanceof DuckDBIntegerVector) return vector['items'];
  if (!(vector instanceof DuckDBDecimal32Vector))
    throw new Error(`${vector.type} is no type of numbers here.`);
  const { buffer, byteOffset } = vector['dataView'];
  return new Int32Array(buffer, byteOffset, vector.itemCount);
}

/** A bit for each row, 0 for null, in words of 64; none where no row is null. */
function nullsOf(vector: DuckDBVector): number[] {
  const { data } = (vector as DuckDBDoubleVector)['validity'] as unknown as { data: BigUint64Array | null };
  if (!data) return [];
  const nulls: number[] = [];
  new Uint32Array(data.buffer, data.byteOffset, 2 * data.length).forEach((word, index) => {
    if (word === 0xffffffff) return;
    for (let row = 32 * index; row < Math.min(32 * index + 32, vector.itemCount); row += 1)
      if (((word >>> (row % 32)) & 1) === 0) nulls.push(row);
  });
  return nulls;
}
// biome-ignore-end lint/complexity/useLiteralKeys: as above
